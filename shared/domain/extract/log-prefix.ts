import type { JsonValue } from './json.ts';

/** What stands before the message on a line of a log. */
export interface LogPrefix {
  /** Whether the line begins as lines of logs do, with a time or a level; the rest of a cut message does not. */
  readonly isLogLine: boolean;
  /** Thread or request ids at the start of the line, empty where there are none. */
  readonly thread: string;
  /** Where what follows the ids begins. */
  readonly bodyAt: number;
}

const TIME = String.raw`\d{2}-[A-Z][a-z]{2}-\d{4}|\d{4}[-/]\d{2}[-/]\d{2}|\d{2}:\d{2}:\d{2}|[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}|\d{10,13}[ .]`;
const LEVEL = String.raw`(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|SEVERE)\b`;
const LOG_LINE = new RegExp(`^[\\s\\ufeff]{0,8}\\[?(?:${TIME}|${LEVEL})`);
/** What changes from line to line of one thread, or says nothing of it: levels, times, durations. */
const LEVEL_OR_TIME =
  /^(?:trace|debug|info|notice|warn|warning|error|fatal|severe)$|^\d{4}[-/]\d{2}|\d{2}:\d{2}|^\d{2}-[a-z]{3}-\d{4}|\d ?(?:ms|us|s)$/i;
const IDS =
  /[[({]([A-Za-z0-9._:@/# -]{1,64})[\])}](?!\])|\b(?:thread|req|request[-_]?id|trace[-_]?id|correlation[-_]?id|tid)[=:] ?([A-Za-z0-9._:-]{1,64})/gi;
const LONGEST_PREFIX = 200;
/** What syslog puts before a line. */
const PRIORITY = /^<[0-9]{1,3}>(?:1 )?/;

const THREAD_FIELDS = new Set([
  ...['thread', 'threadname', 'threadid', 'tid', 'requestid', 'reqid', 'awsrequestid', 'traceid', 'correlationid'],
]);

/** Reads the start of a line up to its first tag. */
export function readPrefix(line: string): LogPrefix {
  const from = PRIORITY.exec(line)?.[0].length ?? 0;
  const head = line.slice(from, from + LONGEST_PREFIX);
  const tagAt = head.indexOf('<');
  const prefix = tagAt < 0 ? head : head.slice(0, tagAt);
  const marked = [...prefix.matchAll(IDS)]
    .map((found) => ({ id: (found[1] ?? found[2] ?? '').trim(), end: found.index + found[0].length }))
    .filter(({ id }) => !LEVEL_OR_TIME.test(id));
  const bare = bareId(prefix);
  const ids = bare === null ? marked : [bare, ...marked];
  const thread = ids.map(({ id }) => id).join(' ');
  const isLogLine = LOG_LINE.test(prefix);
  if (isLogLine) return { isLogLine, thread, bodyAt: tagAt < 0 ? 0 : from + tagAt };
  const hasId =
    startsWithId(prefix) || (bare !== null && COMPOUND.test(bare.id) && NOTHING_ELSE.test(prefix.slice(bare.end)));
  return hasId ? { isLogLine, thread, bodyAt: from + (ids[0]?.end ?? 0) } : { isLogLine, thread: '', bodyAt: 0 };
}

interface FoundId {
  readonly id: string;
  readonly end: number;
}

const NO_ID = /^(?:[0-9.,]{1,32}(?:ms|s|us)?|mm[7s].{0,80}|\W{1,80})$/i;
const BARE_ID = /^(?=.{0,63}[0-9])(?=.{0,63}[A-Za-z])[A-Za-z0-9][\w.:@/#-]{1,63}$/;
/** What stands bare on a line that is no line of a log may be the rest of a text that was cut; `req-77` hardly is. */
const COMPOUND = /[A-Za-z0-9][-_:#][A-Za-z0-9]/;
const NOTHING_ELSE = /^[\s|:>-]{1,80}(?:[A-Z]{4,7}[\s|:>-]{1,80})?$/;

/** An id without brackets or a name, perhaps in quotes: the first word behind time and level, where letters and digits stand in it. */
function bareId(prefix: string): FoundId | null {
  for (const { 0: word, index } of prefix.matchAll(/[^\s|]{1,80}/g)) {
    const id = word.replace(/:$/, '').replace(/^"([^"]*)"$/, '$1');
    if (LEVEL_OR_TIME.test(id) || NO_ID.test(id)) continue;
    return BARE_ID.test(id) ? { id, end: index + word.length } : null;
  }
  return null;
}

/**
 * The value that stands alone on a line behind what stood before the line above it, which is alike but for its digits; empty
 * where none does.
 */
export function valueBehind(prefix: string, line: string): string {
  const begin = prefix.trimEnd();
  if (begin === '' || digitless(line.slice(0, begin.length)) !== digitless(begin)) return '';
  return /^\s{0,64}([0-9]{1,9}|[A-Za-z]{1,40})\s{0,8}$/.exec(line.slice(begin.length))?.[1] ?? '';
}

function digitless(text: string): string {
  return text.replace(/[0-9]/g, '0');
}

/** The ids that the JSON around a line gives. */
export function threadOfJson(values: readonly JsonValue[]): string {
  return values
    .filter(({ name }) => THREAD_FIELDS.has(name.toLowerCase().replace(/^x-|[-_]/g, '')))
    .map(({ value }) => value.slice(0, 64))
    .join(' ');
}

function startsWithId(prefix: string): boolean {
  return /^\s*(?:[[({][A-Za-z0-9._:@/# -]{1,64}[\])}](?!\])|(?:x-)?(?:thread|req|request[-_]?id|trace[-_]?id|correlation[-_]?id|tid)[=:])/i.test(
    prefix,
  );
}
