import { MOST_NAME_CHARACTERS, MOST_WORDS_CHARACTERS, saidBy } from './said.ts';
import { contains, type Scope } from './scope.ts';
import { shortHash } from './short-hash.ts';
import { DAY_MS, formatDay, formatTimeOfDay, MINUTE_MS } from './time.ts';

/** What a silence is about; what is not said fits all. At least one is said. */
export interface Matcher {
  readonly episodeId?: string | undefined;
  readonly rule?: string | undefined;
  readonly code?: number | undefined;
  readonly vasid?: string | undefined;
  readonly carrier?: string | undefined;
}

/** Hides notifications of the episodes that it fits, never the episodes. */
export interface Silence {
  /** `s-2026-11-23-1042-x7f3k9`. */
  readonly id: string;
  readonly matcher: Matcher;
  /** Who asked for it. */
  readonly author: string;
  readonly reason: string;
  readonly fromMs: number;
  /** Null for as long as its episode goes on. */
  readonly untilMs: number | null;
  /** Who took it away before its time. */
  readonly endedBy?: string | undefined;
}

/** What of an episode a silence goes by. */
export interface Silenceable {
  readonly id: string;
  readonly rule: string;
  readonly codes: readonly number[];
  readonly scope: Scope;
}

/** What somebody asks for. */
export interface SilenceRequest {
  readonly matcher: Matcher;
  readonly author: string;
  readonly reason: string;
  /** From now on; null for as long as the episode goes on, which needs `matcher.episodeId`. */
  readonly durationMs: number | null;
}

/** The longest silence; what is to be hidden for longer is a matter for the settings. */
export const LONGEST_SILENCE_MS = 30 * DAY_MS;
const SHORTEST_SILENCE_MS = MINUTE_MS;
/** So long before its end those are told whose episodes it still hides; of a short silence, its last quarter. */
const NOTICE_MS = 15 * MINUTE_MS;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/;

/** The silence that somebody asks for, or what is wrong with the request, in words for whoever asked. */
export function silenceOf(request: SilenceRequest, nowMs: number): Silence | { readonly refused: string } {
  const author = saidBy(request.author, MOST_NAME_CHARACTERS);
  const reason = saidBy(request.reason, MOST_WORDS_CHARACTERS);
  const refused = wrongWith(request, { author, reason });
  if (refused !== null) return { refused };
  const { matcher, durationMs } = request;
  const said = Object.entries(matcher).filter(([, value]) => value !== undefined);
  const name = shortHash(`${JSON.stringify(said)}|${author}|${reason}|${nowMs}`);
  return {
    id: `s-${formatDay(nowMs)}-${formatTimeOfDay(nowMs).replace(':', '')}-${name}`,
    ...{ matcher: Object.fromEntries(said), author, reason, fromMs: nowMs },
    untilMs: durationMs === null ? null : nowMs + durationMs,
  };
}

function wrongWith(
  { matcher, durationMs }: SilenceRequest,
  { author, reason }: { readonly author: string; readonly reason: string },
): string | null {
  const values = Object.values(matcher).filter((value) => value !== undefined);
  if (values.length === 0)
    return 'a silence must say what it is about: an episode, a rule, a code, a service or a carrier';
  const odd = values.find((value) => !NAME.test(String(value)));
  if (odd !== undefined)
    return `a silence is about names of letters, digits and . _ : / -, got ${JSON.stringify(String(odd).slice(0, 40))}`;
  if (author === '') return 'a silence must say who asks for it';
  if (reason === '') return 'a silence must say why, so that others know when it comes to an end';
  if (durationMs === null)
    return matcher.episodeId === undefined
      ? 'only a silence of one episode can last until it is resolved; say how long'
      : null;
  if (!Number.isInteger(durationMs) || durationMs < SHORTEST_SILENCE_MS || durationMs > LONGEST_SILENCE_MS)
    return `a silence lasts from a minute to 30 days, got ${durationMs} ms`;
  return null;
}

/** Whether a silence is in force at an instant; one without an end is for as long as anything fits it. */
export function isInForce({ fromMs, untilMs }: Silence, atMs: number): boolean {
  return atMs >= fromMs && (untilMs === null || atMs < untilMs);
}

/** Whether all that an episode is about lies within what a silence is about: never hides more than was asked for. */
export function fits({ matcher }: Silence, episode: Silenceable): boolean {
  const { episodeId, rule, code, vasid = null, carrier = null } = matcher;
  return (
    (episodeId === undefined || episodeId === episode.id) &&
    (rule === undefined || rule === episode.rule) &&
    (code === undefined || (episode.codes.length > 0 && episode.codes.every((each) => each === code))) &&
    contains({ vasid, carrier }, episode.scope)
  );
}

/** The silence in force that hides an episode, the one that lasts longest; undefined where none does. */
export function silenceOn(episode: Silenceable, silences: readonly Silence[], atMs: number): Silence | undefined {
  const endOf = ({ untilMs }: Silence) => untilMs ?? Number.POSITIVE_INFINITY;
  const [longest] = silences
    .filter((silence) => isInForce(silence, atMs) && fits(silence, episode))
    .sort((one, other) => endOf(other) - endOf(one) || (one.id < other.id ? -1 : 1));
  return longest;
}

/** When it is told that a silence comes to its end; null where it has none. */
export function noticeMs({ fromMs, untilMs }: Silence): number | null {
  return untilMs === null ? null : untilMs - Math.min(NOTICE_MS, (untilMs - fromMs) / 4);
}
