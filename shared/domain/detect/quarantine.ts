import { addWobble, BLOCK_MINUTES, missOf, STEADY, type Wobble, wobbleOf } from './dispersion.ts';
import { type Learned, learn } from './expectation.ts';

/** What was counted in an hour and has not been learned yet. */
export interface HeldHour {
  /** Whole hours since the epoch. */
  readonly hour: number;
  readonly messages: number;
  /** Clipped, so that one outburst does not teach what is normal. */
  readonly errors: number;
  readonly wobble: Wobble;
  /** Whether something looked wrong since it began: then it is forgotten. */
  readonly suspect: boolean;
}

/** The quarter of an hour that is being filled. */
export interface OpenBlock {
  readonly block: number;
  readonly errors: number;
  readonly expected: number;
}

/** What a key knows of its normal, and the hours that wait before they count towards it. */
export interface Knowledge {
  readonly learned: Learned;
  readonly wobble: Wobble;
  /** Up to this minute things have faded. */
  readonly fadedTo: number;
  readonly filling: HeldHour;
  readonly waiting: HeldHour | null;
  readonly block: OpenBlock;
}

/** One minute of a key. */
export interface MinuteCount {
  readonly minute: number;
  readonly messages: number;
  readonly errors: number;
  readonly expected: number;
}

const HOUR_MINUTES = 60;

/** Knowledge that begins in a minute with what is known already. */
export function beginKnowledge(learned: Learned, minute: number): Knowledge {
  return {
    learned,
    wobble: STEADY,
    fadedTo: minute,
    filling: emptyHour(hourOf(minute)),
    waiting: null,
    block: { block: Math.floor(minute / BLOCK_MINUTES), errors: 0, expected: 0 },
  };
}

/**
 * Takes a minute in. The hour just finished waits one more hour and is learned only if nothing looked wrong meanwhile: what
 * turns out to be an incident does not become normal (a trimmed baseline, with the trimming decided by the detector itself).
 * @param looksWrong whether the key fires, or any of its evidence is beyond its bound
 * @param clipErrors errors a minute that are learned whatever was expected
 */
export function takeIn(
  knowledge: Knowledge,
  counted: MinuteCount,
  { looksWrong, clipErrors }: { readonly looksWrong: boolean; readonly clipErrors: number },
): Knowledge {
  const { minute, messages, expected } = counted;
  const turned = turnHour(knowledge, hourOf(minute));
  const errors = Math.min(counted.errors, Math.max(clipErrors, 3 * expected + 3 * Math.sqrt(expected)));
  const { filling, waiting } = turned;
  const { block, wobble } = addMinute(turned.block, { ...counted, errors });
  return {
    ...turned,
    filling: {
      hour: filling.hour,
      messages: filling.messages + messages,
      errors: filling.errors + errors,
      wobble: addWobble(filling.wobble, wobble, 0),
      suspect: filling.suspect || looksWrong,
    },
    waiting: waiting !== null && looksWrong && !waiting.suspect ? { ...waiting, suspect: true } : waiting,
    block,
  };
}

/** Takes a minute of a key's first day in: at once and as it is, since there is nothing yet to tell wrong from right. */
export function takeInAtOnce(knowledge: Knowledge, counted: MinuteCount): Knowledge {
  const { minute, messages, errors } = counted;
  const { block, wobble } = addMinute(knowledge.block, counted);
  const fadeMinutes = minute - knowledge.fadedTo;
  return {
    ...knowledge,
    learned: learn(knowledge.learned, { errors, messages, hour: hourOf(minute) }, fadeMinutes),
    wobble: addWobble(knowledge.wobble, wobble, fadeMinutes),
    fadedTo: minute,
    filling: emptyHour(hourOf(minute)),
    block,
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
  return { ...beginKnowledge(learned, minute), wobble: knowledge.wobble };
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
    fadedTo,
  };
}

/** Adds a minute to its block; a block that is full gives its miss to the wobble. */
function addMinute(open: OpenBlock, { minute, errors, expected }: MinuteCount): { block: OpenBlock; wobble: Wobble } {
  const number = Math.floor(minute / BLOCK_MINUTES);
  const isFull = number > open.block;
  return {
    block: isFull
      ? { block: number, errors, expected }
      : { block: open.block, errors: open.errors + errors, expected: open.expected + expected },
    wobble: wobbleOf(missOf(errors, expected), isFull ? missOf(open.errors, open.expected) : null),
  };
}

function emptyHour(hour: number): HeldHour {
  return { hour, messages: 0, errors: 0, wobble: STEADY, suspect: false };
}

function hourOf(minute: number): number {
  return Math.floor(minute / HOUR_MINUTES);
}
