import type { LineStatus } from './line-status.ts';

/** Words by which a line says that no answer came; a setting as in `timeout=30000` says nothing of the kind. */
const NO_ANSWER = new RegExp(
  [
    'connection (?:was )?(?:refused|reset|closed|aborted|failed|timed out|timeout(?! ?[=:]))',
    'econn(?:refused|reset|aborted)|e(?:socket)?timedout|e(?:host|net)unreach|enotfound|epipe',
    '(?:timed|timing) out|time-out|timeout(?:exception|error| after| waiting| while| exceeded| expired| occurred)',
    '(?:read|connect|request|response|socket|gateway|operation) timeout(?! ?[=:]| (?:is|set|of)\\b| [0-9])',
    '(?:error|reason|cause|failed)\\W{1,4}timeout',
    'no route to host|(?:host|network)(?: is)? unreachable|unknown ?host|name or service not known|getaddrinfo',
    'socket hang up|broken pipe|no (?:response|answer|reply) (?:from|received|within)|handshake (?:failed|failure)',
    "(?:failed|unable|could not|cannot|can't) (?:to )?connect|connectexception|sslhandshakeexception",
  ].join('|'),
  'i',
);

/** `HTTP 502`, `HTTP/1.1 504`, `HTTP status 503`, `http_status=500`, `HTTP returned status=[500]`. */
const HTTP_ERROR =
  /http(?:\/[0-9](?:\.[0-9])?)?(?:[ _.-]?(?:status|code|error|response|returned|answered|with|was)){0,3}["']?[ =:[(]{1,3}["']?([45][0-9]{2})(?![0-9])/gi;

/** The same without the word: `failed with status 503`, `status code 503`, `returned 503`, `503 Service Unavailable`. */
const HTTP_ERROR_IN_WORDS = new RegExp(
  [
    '(?:status code|with status) ([45][0-9]{2})(?![0-9.])',
    '(?:returned|answered|responded)(?: with)?:? ([45][0-9]{2})(?= ?(?:$|[\\n,;:()\\]"\']|\\.(?![0-9])))',
    '(?<![0-9.])(4[0-9]{2}) (?:Bad Request|Unauthorized|Forbidden|Not Found|Request Time-?out|Too Many Requests)',
    '(?<![0-9.])(5[0-9]{2}) (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)',
  ].join('|'),
  'gi',
);

const REQUEST = '(?:GET|POST|PUT|HEAD|PATCH|DELETE|OPTIONS) (?<path>\\S{1,2048}) HTTP/[0-9.]{1,3}';
/** Access logs have the status behind the request; those of a load balancer before it, then the target's and two sizes. */
const ACCESS_LINES = [
  new RegExp(`${REQUEST}"? (?<status>[0-9]{3})(?![0-9])`),
  new RegExp(`(?<![0-9.])(?<status>[0-9]{3}) (?:[0-9]{3}|-) [0-9]{1,12} [0-9]{1,12} "${REQUEST}"`),
];
const NAMES_MM7 = /mm7|(?<![a-z])mms(?:c|e|box)?(?![a-z])/i;

/**
 * Reads a line that states that an exchange of MM7 failed with no status of MM7: an HTTP error, a refused connection, a
 * timeout. The line, or in an access log the path or the logger, has to name MM7 or MMS.
 * @param text the log's own words, without the markup of messages
 * @param isExchange whether a message of MM7 stands beside them
 */
export function readTransport(text: string, isExchange: boolean): LineStatus | null {
  for (const pattern of ACCESS_LINES) {
    const access = pattern.exec(text);
    if (!access) continue;
    const { path = '', status = '' } = access.groups ?? {};
    const names = NAMES_MM7.test(pathOf(path)) || NAMES_MM7.test(loggerOf(text.slice(0, access.index)));
    return names && /^[45]/.test(status) ? { kind: 'transport', code: null, status } : null;
  }
  if (!isExchange && !NAMES_MM7.test(text)) return null;
  const status = lastStatusIn(text, HTTP_ERROR) ?? lastStatusIn(text, HTTP_ERROR_IN_WORDS);
  if (status !== undefined) return { kind: 'transport', code: null, status };
  return NO_ANSWER.test(text) ? { kind: 'transport', code: null, status: null } : null;
}

function lastStatusIn(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)]
    .at(-1)
    ?.slice(1)
    .find((status) => status !== undefined);
}

/** Whether a text names MM7 or MMS. */
export function namesMm7(text: string): boolean {
  return NAMES_MM7.test(text);
}

/** The path of an address; a host's name says nothing of what was called. */
function pathOf(target: string): string {
  const host = /^[a-z]+:\/\/[^/]*/i.exec(target)?.[0] ?? '';
  return target.slice(host.length);
}

/** What stands before the request in an access log, without names of hosts. */
function loggerOf(prefix: string): string {
  return prefix
    .slice(-256)
    .split(/\s+/)
    .filter((word) => !word.includes('.'))
    .join(' ');
}
