import {
  addMiss,
  addWobble,
  BLOCK_MINUTES,
  type Miss,
  missOf,
  NO_MISS,
  STEADY,
  type Wobble,
  wobbleOf,
} from './dispersion.ts';
import { type Learned, learn } from './expectation.ts';
import { addLately, foretell, type Lately, NOTHING_LATELY } from './lately.ts';

/** What was counted in an hour and has not been learned yet. */
export interface HeldHour {
  /** Whole hours since the epoch. */
  readonly hour: number;
  readonly messages: number;
  /** Clipped, so that one outburst does not teach what is normal. */
  readonly errors: number;
  readonly wobble: Wobble;
  /** How far quarters of an hour were from what the minutes before foretold. */
  readonly leaps: Miss;
  /** Whether something looked wrong since it began: then it is forgotten. */
  readonly suspect: boolean;
}

/** The quarter of an hour that is being filled. */
export interface OpenBlock {
  readonly block: number;
  readonly errors: number;
  readonly expected: number;
  /** Errors of those of its minutes that were foretold, and how many were. */
  readonly foretoldErrors: number;
  readonly foretold: number;
}

/** What a key knows of its normal, and the hours that wait before they count towards it. */
export interface Knowledge {
  readonly learned: Learned;
  readonly wobble: Wobble;
  readonly leaps: Miss;
  /** Up to this minute things have faded. */
  readonly fadedTo: number;
  readonly filling: HeldHour;
  readonly waiting: HeldHour | null;
  readonly block: OpenBlock;
  /** Is not held back: it foretells the next minutes and teaches nothing. */
  readonly lately: Lately;
}

/** One minute of a key. */
export interface MinuteCount {
  readonly minute: number;
  readonly messages: number;
  readonly errors: number;
  readonly expected: number;
}

/** What a minute looks like. */
export interface Looks {
  /** The key fires, or any of its evidence is beyond its bound. */
  readonly looksWrong: boolean;
  /** Nothing speaks for a leap, so that it tells of the minutes to come. */
  readonly isCalm: boolean;
}

const HOUR_MINUTES = 60;

/** Knowledge that begins in a minute with what is known already. */
export function beginKnowledge(learned: Learned, minute: number): Knowledge {
  return {
    learned,
    wobble: STEADY,
    leaps: NO_MISS,
    fadedTo: minute,
    filling: emptyHour(hourOf(minute)),
    waiting: null,
    block: { block: Math.floor(minute / BLOCK_MINUTES), errors: 0, expected: 0, foretoldErrors: 0, foretold: 0 },
    lately: NOTHING_LATELY,
  };
}

/**
 * Takes a minute in. The hour just finished waits one more hour and is learned only if nothing looked wrong meanwhile: what
 * turns out to be an incident does not become normal (a trimmed baseline, with the trimming decided by the detector itself).
 * @param clipErrors errors a minute that are learned whatever was expected
 */
export function takeIn(
  knowledge: Knowledge,
  counted: MinuteCount,
  { looksWrong, isCalm, clipErrors }: Looks & { readonly clipErrors: number },
): Knowledge {
  const { minute, messages, expected } = counted;
  const turned = turnHour(knowledge, hourOf(minute));
  const errors = Math.min(counted.errors, Math.max(clipErrors, 3 * expected + 3 * Math.sqrt(expected)));
  const { filling, waiting } = turned;
  const clipped = { ...counted, errors };
  const { block, wobble, leap, lately } = addMinute(turned, clipped, isCalm);
  return {
    ...turned,
    filling: {
      hour: filling.hour,
      messages: filling.messages + messages,
      errors: filling.errors + errors,
      wobble: addWobble(filling.wobble, wobble, 0),
      leaps: addMiss(filling.leaps, leap, 0),
      suspect: filling.suspect || looksWrong,
    },
    waiting: waiting !== null && looksWrong && !waiting.suspect ? { ...waiting, suspect: true } : waiting,
    block,
    lately,
  };
}

/** Takes a minute of a key's first day in: at once and as it is, since there is nothing yet to tell wrong from right. */
export function takeInAtOnce(knowledge: Knowledge, counted: MinuteCount, { isCalm }: Pick<Looks, 'isCalm'>): Knowledge {
  const { minute, messages, errors } = counted;
  const { block, wobble, leap, lately } = addMinute(knowledge, counted, isCalm);
  const fadeMinutes = minute - knowledge.fadedTo;
  return {
    ...knowledge,
    learned: learn(knowledge.learned, { errors, messages, hour: hourOf(minute) }, fadeMinutes),
    wobble: addWobble(knowledge.wobble, wobble, fadeMinutes),
    leaps: addMiss(knowledge.leaps, leap, fadeMinutes),
    fadedTo: minute,
    filling: emptyHour(hourOf(minute)),
    block,
    lately,
  };
}

/** The share of a time that was taken for an incident becomes the normal; what was known before is forgotten. */
export function acceptNormal(
  knowledge: Knowledge,
  counted: { errors: number; messages: number },
  minute: number,
): Knowledge {
  const byHour = knowledge.learned.byHour?.map(() => 0) ?? null;
  const learned = { errors: counted.errors, messages: counted.messages, byHour };
  return { ...beginKnowledge(learned, minute), wobble: knowledge.wobble, leaps: knowledge.leaps };
}

function turnHour(knowledge: Knowledge, hour: number): Knowledge {
  const { filling } = knowledge;
  if (hour <= filling.hour) return knowledge;
  const committed = commit(knowledge, knowledge.waiting);
  const next = { ...committed, filling: emptyHour(hour) };
  return hour === filling.hour + 1 ? { ...next, waiting: filling } : commit({ ...next, waiting: null }, filling);
}

function commit(knowledge: Knowledge, held: HeldHour | null): Knowledge {
  if (held === null || held.suspect || held.messages === 0) return knowledge;
  const fadedTo = Math.max(knowledge.fadedTo, (held.hour + 1) * HOUR_MINUTES);
  const fadeMinutes = fadedTo - knowledge.fadedTo;
  return {
    ...knowledge,
    learned: learn(knowledge.learned, held, fadeMinutes),
    wobble: addWobble(knowledge.wobble, held.wobble, fadeMinutes),
    leaps: addMiss(knowledge.leaps, held.leaps, fadeMinutes),
    fadedTo,
  };
}

/** Adds a minute to its block and to what was lately; a block that is full gives its misses to the wobble and the leaps. */
function addMinute(
  { block: open, lately }: Pick<Knowledge, 'block' | 'lately'>,
  { minute, errors, expected }: MinuteCount,
  isCalm: boolean,
): { block: OpenBlock; wobble: Wobble; leap: Miss; lately: Lately } {
  const number = Math.floor(minute / BLOCK_MINUTES);
  const isFull = number > open.block;
  const { errors: before, expected: expectedBefore, foretoldErrors, foretold } = isFull ? EMPTY_BLOCK : open;
  const coming = foretell(lately, { minute, expected });
  return {
    block: {
      block: isFull ? number : open.block,
      errors: before + errors,
      expected: expectedBefore + expected,
      foretoldErrors: coming === null ? foretoldErrors : foretoldErrors + errors,
      foretold: coming === null ? foretold : foretold + coming,
    },
    wobble: wobbleOf(missOf(errors, expected), isFull ? missOf(open.errors, open.expected) : null),
    leap: isFull && open.foretold > 0 ? missOf(open.foretoldErrors, open.foretold) : NO_MISS,
    lately: isCalm ? addLately(lately, { minute, errors, expected }) : lately,
  };
}

const EMPTY_BLOCK = { errors: 0, expected: 0, foretoldErrors: 0, foretold: 0 };

function emptyHour(hour: number): HeldHour {
  return { hour, messages: 0, errors: 0, wobble: STEADY, leaps: NO_MISS, suspect: false };
}

function hourOf(minute: number): number {
  return Math.floor(minute / HOUR_MINUTES);
}
