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

const TIME = String.raw`\d{4}[-/]\d{2}[-/]\d{2}|\d{2}:\d{2}:\d{2}|[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}|\d{10,13}[ .]`;
const LEVEL = String.raw`(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|SEVERE)\b`;
const LOG_LINE = new RegExp(`^[\\s\\ufeff]{0,8}\\[?(?:${TIME}|${LEVEL})`);
const LEVEL_OR_TIME = /^(?:trace|debug|info|notice|warn|warning|error|fatal|severe)$|^\d{4}-\d{2}|^\d{2}:\d{2}/i;
const IDS =
  /[[(]([A-Za-z0-9._:@/#-]{1,64})[\])]|\b(?:thread|req|request[-_]?id|trace[-_]?id|correlation[-_]?id|tid)[=:] ?([A-Za-z0-9._:-]{1,64})/gi;
const LONGEST_PREFIX = 200;

const THREAD_FIELDS = new Set(['thread', 'threadname', 'threadid', 'requestid', 'reqid', 'traceid', 'correlationid']);

/** Reads the start of a line up to its first tag. */
export function readPrefix(line: string): LogPrefix {
  const head = line.slice(0, LONGEST_PREFIX);
  const tagAt = head.indexOf('<');
  const prefix = tagAt < 0 ? head : head.slice(0, tagAt);
  const ids = [...prefix.matchAll(IDS)]
    .map((found) => ({ id: found[1] ?? found[2] ?? '', end: found.index + found[0].length }))
    .filter(({ id }) => !LEVEL_OR_TIME.test(id));
  const isLogLine = LOG_LINE.test(prefix);
  const hasId = startsWithId(prefix);
  const bodyAt = isLogLine ? Math.max(0, tagAt) : hasId ? (ids[0]?.end ?? 0) : 0;
  return { isLogLine, thread: isLogLine || hasId ? ids.map(({ id }) => id).join(' ') : '', bodyAt };
}

/** The ids that the JSON around a line gives. */
export function threadOfJson(values: readonly JsonValue[]): string {
  return values
    .filter(({ name }) => THREAD_FIELDS.has(name.toLowerCase().replace(/[-_]/g, '')))
    .map(({ value }) => value.slice(0, 64))
    .join(' ');
}

function startsWithId(prefix: string): boolean {
  return /^\s*(?:[[(][A-Za-z0-9._:@/#-]{1,64}[\])]|(?:thread|req|request[-_]?id|trace[-_]?id|correlation[-_]?id|tid)[=:])/i.test(
    prefix,
  );
}
