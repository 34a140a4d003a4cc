import type { Episode } from '../episode.ts';
import { formatDay, formatTimeOfDay, HOUR_MS, MINUTE_MS } from '../time.ts';

/** Where CloudWatch has the gateway's logs. */
export interface LogPlace {
  readonly region: string;
  readonly logGroups: readonly string[];
  /** Beginnings of names of more log groups. */
  readonly prefixes: readonly string[];
}

/** CloudWatch takes 50 log groups; ten keep the address short enough for a button. */
const MOST_LOG_GROUPS = 10;
const MOST_PREFIXES = 5;
const BEFORE_MS = 5 * MINUTE_MS;
/** Of an episode that goes on, the lines of the hour after it was noticed are looked for too. */
const AFTER_MS = HOUR_MS;

/**
 * A link to CloudWatch Logs Insights with the query for an episode's lines filled in. Its form is the console's own and stands
 * in no document: an object as JSURL writes it, strings with `*` for `%`, and `$25` for each `%` of what encloses them.
 */
export function insightsLink(episode: Episode, place: LogPlace): string {
  const { region, logGroups } = place;
  const fromMs = episode.sinceMs - BEFORE_MS;
  const toMs = (episode.resolvedMs ?? episode.openedMs + AFTER_MS) + BEFORE_MS;
  const groups = logGroups.slice(0, MOST_LOG_GROUPS).map((name) => `${QUOTE}${starred(name)}`);
  const source = groups.length === 0 ? '' : `${TILDE}source${TILDE}${OPEN}${TILDE}${groups.join(TILDE)}${CLOSE}`;
  const fields = [
    `end${TILDE}${QUOTE}${starred(isoOf(toMs))}`,
    `start${TILDE}${QUOTE}${starred(isoOf(fromMs))}`,
    `timeType${TILDE}${QUOTE}ABSOLUTE`,
    `tz${TILDE}${QUOTE}UTC`,
    `editorString${TILDE}${QUOTE}${starred(insightsQuery(episode, place))}`,
  ];
  const detail = `${TILDE}${OPEN}${fields.join(TILDE)}${source}${CLOSE}`;
  const host = region.startsWith('cn-') ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  return `https://${region}.${host}/cloudwatch/home?region=${region}#logsV2:logs-insights$3FqueryDetail$3D${detail}`;
}

/**
 * The query itself: lines that hold one of the codes. Whom it concerns stands in it as a comment to be taken away, since a gateway
 * may log the answer on another line than the service.
 */
export function insightsQuery({ codes, scope, lostLogs }: Episode, { logGroups, prefixes }: LogPlace): string {
  const from = logGroups.length === 0 ? prefixes.slice(0, MOST_PREFIXES).map((prefix) => quoted(prefix)) : [];
  const narrower = [scope.vasid, scope.carrier].filter((value) => value !== null);
  return [
    ...(from.length === 0 ? [] : [`SOURCE logGroups(namePrefix: [${from.join(', ')}])`, '|']),
    'fields @timestamp, @logStream, @message',
    ...(lostLogs || codes.length === 0 ? [] : [`| filter @message like /${codes.join('|')}/`]),
    ...narrower.map((value) => `# | filter @message like ${quoted(value)}`),
    '| sort @timestamp desc',
    '| limit 200',
  ].join('\n');
}

const TILDE = '$257E';
const OPEN = '$2528';
const CLOSE = '$2529';
const QUOTE = '$2527';

/** A string as the console writes it: what means something there or in an address as `*` and the hexadecimal digits of each byte. */
function starred(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-Fa-f]{2}/g, (byte) => `*${byte.slice(1).toLowerCase()}`);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function isoOf(atMs: number): string {
  return `${formatDay(atMs)}T${formatTimeOfDay(atMs)}:00.000Z`;
}
