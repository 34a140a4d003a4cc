import type { Family } from './family.ts';

/** Sums from which the wobble of errors about their expectation is estimated, over minutes and over blocks of 15. */
export interface Wobble {
  /** Σw((x−e)² − e) and Σwe² of minutes, weighted by w. */
  readonly excessOfMinutes: number;
  readonly weightOfMinutes: number;
  /** The same of blocks. */
  readonly excessOfBlocks: number;
  readonly weightOfBlocks: number;
}

/** Squared coefficients of variation of the rate itself, what chance adds taken off. */
export interface Variation {
  readonly ofMinutes: number;
  readonly ofBlocks: number;
}

/** What one count says of the wobble. */
export interface Miss {
  readonly excess: number;
  readonly weight: number;
}

/** No count yet. */
export const NO_MISS: Miss = { excess: 0, weight: 0 };

/** Nothing seen yet. */
export const STEADY: Wobble = { excessOfMinutes: 0, weightOfMinutes: 0, excessOfBlocks: 0, weightOfBlocks: 0 };

/** Length of a block. */
export const BLOCK_MINUTES = 15;

const PRIOR_WEIGHT = 300;
const LEAST = 0.02;
const MOST_OF_BLOCKS = 0.5;
const MOST_OF_MINUTES = 1;
const LEFT_AFTER_A_MINUTE = 0.9999;
/** Wobble by which counts are weighted: about that of a share that is not steady. */
const WORKING_WOBBLE = 0.1;
/** The most that fading sums of such weights can come to. */
const MOST_WEIGHT_OF_MINUTES = 1 / WORKING_WOBBLE ** 2 / (1 - LEFT_AFTER_A_MINUTE);
const MOST_WEIGHT_OF_BLOCKS = MOST_WEIGHT_OF_MINUTES / BLOCK_MINUTES;

/**
 * What a count says of the wobble: its squared miss beyond what chance brings, and what that weighs. Weights are `1/(1 + ce)²`,
 * inverse variances under a working wobble c (the weighting of Breslow 1984, begun at c and not iterated): where chance is most of
 * the miss a count weighs as its square, where wobble is, each weighs alike. Unweighted, one busy quarter of an hour would outweigh
 * the days around it.
 */
export function missOf(counted: number, expected: number): Miss {
  const weighed = 1 / (1 + WORKING_WOBBLE * expected) ** 2;
  return { excess: weighed * ((counted - expected) ** 2 - expected), weight: weighed * expected ** 2 };
}

/** The wobble that a minute shows, and a block with it where one is full. */
export function wobbleOf(minute: Miss, block: Miss | null): Wobble {
  return {
    excessOfMinutes: minute.excess,
    weightOfMinutes: minute.weight,
    excessOfBlocks: block?.excess ?? 0,
    weightOfBlocks: block?.weight ?? 0,
  };
}

/**
 * Moment estimate of overdispersion, `(A + s₀c₀)/(B + s₀)` with `A = Σw((x−e)² − e)` and `B = Σwe²` (Breslow 1984, "Extra-Poisson
 * variation in log-linear models"), held to the prior while little was seen.
 */
export function variationOf(wobble: Wobble, family: Family): Variation {
  const ofBlocks = variationIn({ excess: wobble.excessOfBlocks, weight: wobble.weightOfBlocks }, family);
  const prior = PRIOR_WEIGHT * family.priorWobble;
  const ofMinutes = (wobble.excessOfMinutes + prior) / (wobble.weightOfMinutes + PRIOR_WEIGHT);
  return { ofBlocks, ofMinutes: clamp(ofMinutes, ofBlocks, MOST_OF_MINUTES) };
}

/** The same estimate from what blocks missed. */
export function variationIn({ excess, weight }: Miss, family: Family): number {
  const estimate = (excess + PRIOR_WEIGHT * family.priorWobble) / (weight + PRIOR_WEIGHT);
  return clamp(estimate, LEAST, MOST_OF_BLOCKS);
}

/** Adds what was missed, the older faded by so many minutes. */
export function addMiss(older: Miss, newer: Miss, fadeMinutes: number): Miss {
  const left = LEFT_AFTER_A_MINUTE ** fadeMinutes;
  return { excess: older.excess * left + newer.excess, weight: older.weight * left + newer.weight };
}

/** Adds two sums, the older faded by so many minutes; one that was gathered unweighted weighs no more than it could have come to. */
export function addWobble(older: Wobble, newer: Wobble, fadeMinutes: number): Wobble {
  const left = LEFT_AFTER_A_MINUTE ** fadeMinutes;
  const ofMinutes = Math.min(left, MOST_WEIGHT_OF_MINUTES / Math.max(1, older.weightOfMinutes));
  const ofBlocks = Math.min(left, MOST_WEIGHT_OF_BLOCKS / Math.max(1, older.weightOfBlocks));
  return {
    excessOfMinutes: older.excessOfMinutes * ofMinutes + newer.excessOfMinutes,
    weightOfMinutes: older.weightOfMinutes * ofMinutes + newer.weightOfMinutes,
    excessOfBlocks: older.excessOfBlocks * ofBlocks + newer.excessOfBlocks,
    weightOfBlocks: older.weightOfBlocks * ofBlocks + newer.weightOfBlocks,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
