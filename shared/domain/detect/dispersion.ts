import type { Family } from './family.ts';

/** Sums from which the wobble of errors about their expectation is estimated, over minutes and over blocks of 15. */
export interface Wobble {
  /** Σ((x−e)² − e) and Σe² of minutes. */
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

/** Nothing seen yet. */
export const STEADY: Wobble = { excessOfMinutes: 0, weightOfMinutes: 0, excessOfBlocks: 0, weightOfBlocks: 0 };

/** Length of a block. */
export const BLOCK_MINUTES = 15;

const PRIOR_WEIGHT = 300;
const LEAST = 0.02;
const MOST_OF_BLOCKS = 0.5;
const MOST_OF_MINUTES = 1;
const LEFT_AFTER_A_MINUTE = 0.9999;

/**
 * Moment estimate of overdispersion, `(A + s₀c₀)/(B + s₀)` with `A = Σ((x−e)² − e)` and `B = Σe²` (Breslow 1984, "Extra-Poisson
 * variation in log-linear models"), held to the prior while little was seen.
 */
export function variationOf(wobble: Wobble, family: Family): Variation {
  const prior = PRIOR_WEIGHT * family.priorWobble;
  const ofBlocks = clamp(
    (wobble.excessOfBlocks + prior) / (wobble.weightOfBlocks + PRIOR_WEIGHT),
    LEAST,
    MOST_OF_BLOCKS,
  );
  const ofMinutes = (wobble.excessOfMinutes + prior) / (wobble.weightOfMinutes + PRIOR_WEIGHT);
  return { ofBlocks, ofMinutes: clamp(ofMinutes, ofBlocks, MOST_OF_MINUTES) };
}

/** Adds two sums, the older faded by so many minutes. */
export function addWobble(older: Wobble, newer: Wobble, fadeMinutes: number): Wobble {
  const left = LEFT_AFTER_A_MINUTE ** fadeMinutes;
  return {
    excessOfMinutes: older.excessOfMinutes * left + newer.excessOfMinutes,
    weightOfMinutes: older.weightOfMinutes * left + newer.weightOfMinutes,
    excessOfBlocks: older.excessOfBlocks * left + newer.excessOfBlocks,
    weightOfBlocks: older.weightOfBlocks * left + newer.weightOfBlocks,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
