import { type Miss, NO_MISS, type Wobble } from './dispersion.ts';
import { type Evidence, NO_EVIDENCE, NO_RUN } from './evidence.ts';
import type { KeyState } from './key.ts';
import { type NumberReader, startReading, take } from './numbers.ts';
import type { HeldHour } from './quarantine.ts';
import type { Firing } from './recovery.ts';

/**
 * A key's numbers in an order that never changes: new ones are added at the end, so that older code passes over what it does
 * not know and newer code finds 0 where older code wrote nothing. So some that belong together stand apart. The hours of the day
 * stand last of all, in a list of their own.
 */
export function numbersOf({ knowledge, bank, firing }: KeyState): number[] {
  const { learned, wobble, leaps, fadedTo, filling, waiting, block, lately } = knowledge;
  const numbers: number[] = [learned.errors, learned.messages, fadedTo];
  addWobble(numbers, wobble);
  addHour(numbers, filling);
  numbers.push(waiting ? 1 : 0);
  if (waiting) addHour(numbers, waiting);
  else addZeros(numbers, HOUR_NUMBERS);
  numbers.push(block.block, block.errors, block.expected);
  for (let at = 0; at < FIRST_ALTERNATIVES; at++) addEvidence(numbers, bank[at]);
  numbers.push(firing ? 1 : 0);
  if (firing) addFiring(numbers, firing);
  else addZeros(numbers, FIRING_NUMBERS);
  for (let at = FIRST_ALTERNATIVES; at < NO_EVIDENCE.length; at++) addEvidence(numbers, bank[at]);
  numbers.push(lately.minute, lately.errors, lately.expected, block.foretoldErrors, block.foretold);
  for (const { excess, weight } of [leaps, filling.leaps, waiting?.leaps ?? NO_MISS]) numbers.push(excess, weight);
  return numbers;
}

/** The key that packed numbers stand for. */
export function keyOf(packed: Uint8Array, byHour: readonly number[] | null): KeyState {
  const from = startReading(packed);
  const learned = { errors: take(from), messages: take(from), byHour };
  const fadedTo = take(from);
  const wobble = takeWobble(from);
  const filling = takeHour(from);
  const isWaiting = take(from) === 1;
  const waiting = takeHour(from);
  const block = { block: take(from), errors: take(from), expected: take(from) };
  const bank: Evidence[] = [];
  for (let at = 0; at < FIRST_ALTERNATIVES; at++) bank.push(takeEvidence(from));
  const isFiring = take(from) === 1;
  const firing = takeFiring(from);
  for (let at = FIRST_ALTERNATIVES; at < NO_EVIDENCE.length; at++) bank.push(takeEvidence(from));
  const lately = { minute: take(from), errors: take(from), expected: take(from) };
  const foretold = { foretoldErrors: take(from), foretold: take(from) };
  const leaps = takeMiss(from);
  const held = [takeMiss(from), takeMiss(from)] as const;
  return {
    knowledge: {
      ...{ learned, fadedTo, wobble, leaps, lately, block: { ...block, ...foretold } },
      filling: { ...filling, leaps: held[0] },
      waiting: isWaiting ? { ...waiting, leaps: held[1] } : null,
    },
    bank: bank.some(({ score }) => score > 0) ? bank : NO_EVIDENCE,
    firing: isFiring ? firing : null,
  };
}

/** Those whose evidence stands before what fires; what was added later stands behind it. */
const FIRST_ALTERNATIVES = 3;
const HOUR_NUMBERS = 8;
const FIRING_NUMBERS = 11;
const NEVER = -1;

function addZeros(numbers: number[], count: number): void {
  for (let at = 0; at < count; at++) numbers.push(0);
}

function addWobble(numbers: number[], wobble: Wobble): void {
  numbers.push(wobble.excessOfMinutes, wobble.weightOfMinutes, wobble.excessOfBlocks, wobble.weightOfBlocks);
}

function takeWobble(from: NumberReader): Wobble {
  return {
    excessOfMinutes: take(from),
    weightOfMinutes: take(from),
    excessOfBlocks: take(from),
    weightOfBlocks: take(from),
  };
}

type WithoutLeaps = Omit<HeldHour, 'leaps'>;

function addHour(numbers: number[], { hour, messages, errors, wobble, suspect }: WithoutLeaps): void {
  numbers.push(hour, messages, errors);
  addWobble(numbers, wobble);
  numbers.push(suspect ? 1 : 0);
}

function takeHour(from: NumberReader): WithoutLeaps {
  return {
    hour: take(from),
    messages: take(from),
    errors: take(from),
    wobble: takeWobble(from),
    suspect: take(from) === 1,
  };
}

function addEvidence(numbers: number[], evidence: Evidence = NO_RUN): void {
  const { score, sinceMinute, messages, errors, expected, minutesWithError } = evidence;
  numbers.push(score, sinceMinute, messages, errors, expected, minutesWithError);
}

function takeMiss(from: NumberReader): Miss {
  return { excess: take(from), weight: take(from) };
}

function takeEvidence(from: NumberReader): Evidence {
  return {
    score: take(from),
    sinceMinute: take(from),
    messages: take(from),
    errors: take(from),
    expected: take(from),
    minutesWithError: take(from),
  };
}

function addFiring(numbers: number[], firing: Firing): void {
  const { openedMinute, sinceMinute, excessShare, alternative, recovery, recoveringSince } = firing;
  numbers.push(openedMinute, sinceMinute, excessShare, alternative, recovery, recoveringSince ?? NEVER);
  numbers.push(firing.lastErrorMinute, firing.errors, firing.messages, firing.expected, firing.plausibleShare);
}

function takeFiring(from: NumberReader): Firing {
  const first = {
    openedMinute: take(from),
    sinceMinute: take(from),
    excessShare: take(from),
    alternative: take(from),
    recovery: take(from),
  };
  const since = take(from);
  return {
    ...first,
    recoveringSince: since === NEVER ? null : since,
    ...{ lastErrorMinute: take(from), errors: take(from), messages: take(from), expected: take(from) },
    plausibleShare: take(from),
  };
}
