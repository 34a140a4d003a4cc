import type { Family } from './family.ts';

/** What was counted while all was well, older counts weighing less. */
export interface Learned {
  readonly errors: number;
  readonly messages: number;
  /** Errors of the 24 hours of the day, then their messages; null where the hour makes no difference. */
  readonly byHour: readonly number[] | null;
}

/** What a share is presumed to be before enough was counted. */
export interface Prior {
  /** 0–1. */
  readonly share: number;
  /** Messages it weighs. */
  readonly messages: number;
}

const HALF_LIFE_MINUTES = 3 * 24 * 60;
const HOURS = 24;
/** Errors that the day's share weighs against an hour of its own. */
const DAY_WEIGHS_ERRORS = 20;
/** A neighbour's share says something; a family's prior is not gone below by more than this. */
const LEAST_OF_FAMILY = 0.2;

/** Part of a count that is left after so many minutes; 0–1. */
export function remaining(minutes: number): number {
  return 2 ** (-minutes / HALF_LIFE_MINUTES);
}

/** The family's prior, or the share that is usual among its neighbours: the same code at the same carrier. */
export function priorOf(family: Family, neighbourShare: number | null): Prior {
  const share =
    neighbourShare === null ? family.priorShare : Math.max(neighbourShare, LEAST_OF_FAMILY * family.priorShare);
  return { share, messages: Math.min(family.priorMessages, family.maxPriorErrors / share) };
}

/**
 * Share of errors expected in a minute, 0–1: the posterior mean of a Gamma-Poisson model, `(X + πs)/(N + s)` (Gelman et al.,
 * Bayesian Data Analysis, section 2.6), shrunk once more towards the day's share where hours differ.
 */
export function expectedShare(learned: Learned, family: Family, prior: Prior, minute: number): number {
  const ofDay = (learned.errors + prior.share * prior.messages) / (learned.messages + prior.messages);
  const share = learned.byHour === null ? ofDay : shareByHour(learned.byHour, ofDay, minute);
  return Math.max(family.floorShare, share);
}

/** Errors on which the expectation rests: the fewer, the less certain it is. */
export function errorsBehind(learned: Learned, prior: Prior): number {
  return learned.errors + prior.share * prior.messages;
}

/** Adds what was counted in an hour, after fading what is older by so many minutes. */
export function learn(
  learned: Learned,
  counted: { readonly errors: number; readonly messages: number; readonly hour: number },
  fadeMinutes: number,
): Learned {
  const left = remaining(fadeMinutes);
  return {
    errors: learned.errors * left + counted.errors,
    messages: learned.messages * left + counted.messages,
    byHour: learned.byHour === null ? null : learnHour(learned.byHour, counted, left),
  };
}

function learnHour(
  byHour: readonly number[],
  { errors, messages, hour }: { readonly errors: number; readonly messages: number; readonly hour: number },
  left: number,
): number[] {
  const slot = hour % HOURS;
  const faded = left === 1 ? [...byHour] : byHour.map((count) => count * left);
  faded[slot] = (faded[slot] ?? 0) + errors;
  faded[HOURS + slot] = (faded[HOURS + slot] ?? 0) + messages;
  return faded;
}

/** Between the middles of two hours the share lies on the line from one to the other. */
function shareByHour(byHour: readonly number[], ofDay: number, minute: number): number {
  const hours = minute / 60 - 0.5;
  const before = Math.floor(hours);
  const between = hours - before;
  const first = shareOfHour(byHour, ofDay, (before + HOURS) % HOURS);
  const second = shareOfHour(byHour, ofDay, (before + 1) % HOURS);
  return first + (second - first) * between;
}

function shareOfHour(byHour: readonly number[], ofDay: number, slot: number): number {
  return ((byHour[slot] ?? 0) + DAY_WEIGHS_ERRORS) / ((byHour[HOURS + slot] ?? 0) + DAY_WEIGHS_ERRORS / ofDay);
}
