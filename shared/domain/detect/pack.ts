import type { Wobble } from './dispersion.ts';
import { type Evidence, NO_EVIDENCE } from './evidence.ts';
import type { KeyState } from './key.ts';
import type { HeldHour } from './quarantine.ts';
import type { Firing } from './recovery.ts';

/**
 * A key's numbers in an order that never changes: new ones are added at the end, so that older code passes over what it does
 * not know and newer code finds 0 where older code wrote nothing. The hours of the day stand last of all, in a list of their own.
 */
export function numbersOf({ knowledge, bank, firing }: KeyState): number[] {
  const { learned, wobble, fadedTo, filling, waiting, block } = knowledge;
  return [
    ...[learned.errors, learned.messages, fadedTo],
    ...ofWobble(wobble),
    ...ofHour(filling),
    ...(waiting ? [1, ...ofHour(waiting)] : Array.from({ length: 1 + HOUR_NUMBERS }, () => 0)),
    ...[block.block, block.errors, block.expected],
    ...bank.flatMap(ofEvidence),
    ...(firing ? [1, ...ofFiring(firing)] : Array.from({ length: 1 + FIRING_NUMBERS }, () => 0)),
  ];
}

/** The key that numbers stand for. */
export function keyOf(numbers: readonly number[], byHour: readonly number[] | null): KeyState {
  let at = 0;
  const next = () => numbers[at++] ?? 0;
  const wobble = (): Wobble => ({
    excessOfMinutes: next(),
    weightOfMinutes: next(),
    excessOfBlocks: next(),
    weightOfBlocks: next(),
  });
  const hour = (): HeldHour => ({
    hour: next(),
    messages: next(),
    errors: next(),
    wobble: wobble(),
    suspect: next() === 1,
  });
  const optional = <T>(read: () => T): T | null => {
    const isThere = next() === 1;
    const value = read();
    return isThere ? value : null;
  };
  const learned = { errors: next(), messages: next(), byHour };
  const knowledge = {
    learned,
    fadedTo: next(),
    wobble: wobble(),
    filling: hour(),
    waiting: optional(hour),
    block: { block: next(), errors: next(), expected: next() },
  };
  const bank = NO_EVIDENCE.map(() => evidence(next));
  return {
    knowledge,
    bank: bank.some(({ score }) => score > 0) ? bank : NO_EVIDENCE,
    firing: optional(() => firingOf(next)),
  };
}

const HOUR_NUMBERS = 8;
const FIRING_NUMBERS = 11;
const NEVER = -1;

function ofWobble(wobble: Wobble): number[] {
  return [wobble.excessOfMinutes, wobble.weightOfMinutes, wobble.excessOfBlocks, wobble.weightOfBlocks];
}

function ofHour({ hour, messages, errors, wobble, suspect }: HeldHour): number[] {
  return [hour, messages, errors, ...ofWobble(wobble), suspect ? 1 : 0];
}

function ofEvidence({ score, sinceMinute, messages, errors, expected, minutesWithError }: Evidence): number[] {
  return [score, sinceMinute, messages, errors, expected, minutesWithError];
}

function evidence(next: () => number): Evidence {
  return {
    ...{ score: next(), sinceMinute: next(), messages: next(), errors: next(), expected: next() },
    minutesWithError: next(),
  };
}

function ofFiring(firing: Firing): number[] {
  const { openedMinute, sinceMinute, excessShare, alternative, recovery, recoveringSince } = firing;
  return [
    ...[openedMinute, sinceMinute, excessShare, alternative, recovery, recoveringSince ?? NEVER],
    ...[firing.lastErrorMinute, firing.errors, firing.messages, firing.expected, firing.plausibleShare],
  ];
}

function firingOf(next: () => number): Firing {
  const first = {
    openedMinute: next(),
    sinceMinute: next(),
    excessShare: next(),
    alternative: next(),
    recovery: next(),
  };
  const since = next();
  return {
    ...first,
    recoveringSince: since === NEVER ? null : since,
    ...{ lastErrorMinute: next(), errors: next(), messages: next(), expected: next(), plausibleShare: next() },
  };
}
