import { type Miss, NO_MISS, type Wobble } from './dispersion.ts';
import { type Evidence, NO_EVIDENCE, NO_RUN } from './evidence.ts';
import type { KeyState } from './key.ts';
import { type NumberReader, skip, startReading, take } from './numbers.ts';
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

/** The key that packed numbers stand for. Every key is read every minute, hence no more objects than are kept. */
export function keyOf(packed: Uint8Array, byHour: readonly number[] | null): KeyState {
  const from = startReading(packed);
  const learned = { errors: take(from), messages: take(from), byHour };
  const fadedTo = take(from);
  const wobble = takeWobble(from);
  const filling = takeHour(from);
  const isWaiting = take(from) === 1;
  const waiting = takeHour(from);
  const block = { block: take(from), errors: take(from), expected: take(from), foretoldErrors: 0, foretold: 0 };
  const bank: Evidence[] = [];
  for (let at = 0; at < FIRST_ALTERNATIVES; at++) bank.push(takeEvidence(from));
  const isFiring = take(from) === 1;
  const firing = isFiring ? takeFiring(from) : null;
  if (!isFiring) skip(from, FIRING_NUMBERS);
  for (let at = FIRST_ALTERNATIVES; at < NO_EVIDENCE.length; at++) bank.push(takeEvidence(from));
  const lately = { minute: take(from), errors: take(from), expected: take(from) };
  block.foretoldErrors = take(from);
  block.foretold = take(from);
  const leaps = takeMiss(from);
  filling.leaps = takeMiss(from);
  waiting.leaps = takeMiss(from);
  return {
    knowledge: { learned, wobble, leaps, fadedTo, filling, waiting: isWaiting ? waiting : null, block, lately },
    bank: bank.every((evidence) => evidence === NO_RUN) ? NO_EVIDENCE : bank,
    firing,
  };
}

/** Those whose evidence stands before what fires; what was added later stands behind it. */
const FIRST_ALTERNATIVES = 3;
const HOUR_NUMBERS = 8;
const EVIDENCE_NUMBERS = 6;
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

/** Leaps stand further back. */
function takeHour(from: NumberReader): HeldHour & { leaps: Miss } {
  return {
    hour: take(from),
    messages: take(from),
    errors: take(from),
    wobble: takeWobble(from),
    leaps: NO_MISS,
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
  const score = take(from);
  if (score === 0) {
    skip(from, EVIDENCE_NUMBERS - 1);
    return NO_RUN;
  }
  return {
    score,
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
