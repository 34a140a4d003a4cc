import { variationOf, type Wobble } from './dispersion.ts';
import { errorsBehind, type Learned, type Prior } from './expectation.ts';
import type { Family } from './family.ts';

/** How far what is expected may be off, as squared coefficients of variation. */
export interface Doubt {
  /** Of the level for a quarter of an hour: how it wobbles, and how little it was learned from. */
  readonly ofLevel: number;
  /** Of single minutes, beyond that. */
  readonly ofMinutes: number;
}

/** What is expected in a minute, and its variances in squared errors: those of what is independent add up. */
export interface Expected {
  readonly expected: number;
  readonly levelVariance: number;
  readonly minuteVariance: number;
}

const MOST_OF_LITTLE = 2;
const NO_DOUBT: Doubt = { ofLevel: 0, ofMinutes: 0 };

/** What a key's own past leaves open about its expectation. */
export function doubtOf(
  { learned, wobble }: { readonly learned: Learned; readonly wobble: Wobble },
  prior: Prior,
  family: Family,
): Doubt {
  const { ofBlocks, ofMinutes } = variationOf(wobble, family);
  const ofLittle = Math.min(MOST_OF_LITTLE, 1 / errorsBehind(learned, prior));
  return { ofLevel: ofBlocks + ofLittle, ofMinutes: ofMinutes - ofBlocks };
}

/** What variances leave open about an expectation. */
export function doubtIn({ expected, levelVariance, minuteVariance }: Expected): Doubt {
  if (expected === 0) return NO_DOUBT;
  return { ofLevel: levelVariance / expected ** 2, ofMinutes: minuteVariance / expected ** 2 };
}

/**
 * The wider of two doubts. A roll-up's own past knows how its leaves wobble together, the sum over its leaves (`Σ eᵢ² cᵢ / (Σ eᵢ)²`,
 * variances of what is independent add up) how they do in the shares that they have of it now: in a campaign of one service a
 * carrier is as unsteady as that service.
 */
export function widerDoubt(one: Doubt, other: Doubt): Doubt {
  return {
    ofLevel: Math.max(one.ofLevel, other.ofLevel),
    ofMinutes: Math.max(one.ofMinutes, other.ofMinutes),
  };
}
