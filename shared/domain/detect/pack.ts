import type { Wobble } from './dispersion.ts';
import { type Bank, type Evidence, NO_EVIDENCE } from './evidence.ts';
import type { KeyState } from './key.ts';
import { type NumberReader, startReading, take } from './numbers.ts';
import type { HeldHour } from './quarantine.ts';
import type { Firing } from './recovery.ts';

/**
 * A key's numbers in an order that never changes: new ones are added at the end, so that older code passes over what it does
 * not know and newer code finds 0 where older code wrote nothing. The hours of the day stand last of all, in a list of their own.
 */
export function numbersOf({ knowledge, bank, firing }: KeyState): number[] {
  const { learned, wobble, fadedTo, filling, waiting, block } = knowledge;
  const numbers: number[] = [learned.errors, learned.messages, fadedTo];
  addWobble(numbers, wobble);
  addHour(numbers, filling);
  numbers.push(waiting ? 1 : 0);
  if (waiting) addHour(numbers, waiting);
  else addZeros(numbers, HOUR_NUMBERS);
  numbers.push(block.block, block.errors, block.expected);
  for (const evidence of bank) addEvidence(numbers, evidence);
  numbers.push(firing ? 1 : 0);
  if (firing) addFiring(numbers, firing);
  else addZeros(numbers, FIRING_NUMBERS);
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
  const bank = takeBank(from);
  const isFiring = take(from) === 1;
  return {
    knowledge: { learned, fadedTo, wobble, filling, waiting: isWaiting ? waiting : null, block },
    bank,
    firing: isFiring ? takeFiring(from) : null,
  };
}

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

function addHour(numbers: number[], { hour, messages, errors, wobble, suspect }: HeldHour): void {
  numbers.push(hour, messages, errors);
  addWobble(numbers, wobble);
  numbers.push(suspect ? 1 : 0);
}

function takeHour(from: NumberReader): HeldHour {
  return {
    hour: take(from),
    messages: take(from),
    errors: take(from),
    wobble: takeWobble(from),
    suspect: take(from) === 1,
  };
}

function addEvidence(numbers: number[], evidence: Evidence): void {
  const { score, sinceMinute, messages, errors, expected, minutesWithError } = evidence;
  numbers.push(score, sinceMinute, messages, errors, expected, minutesWithError);
}

/** Evidence of all alternatives; of most keys there is none. */
function takeBank(from: NumberReader): Bank {
  const bank = NO_EVIDENCE.map(() => takeEvidence(from));
  return bank.some(({ score }) => score > 0) ? bank : NO_EVIDENCE;
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
