import type { UsualShare } from './detect/usual-share.ts';
import type { LeafMinute, Tally } from './detect/window.ts';
import { contains, dimensionOf, EVERYTHING, type Scope } from './scope.ts';

/** How many more errors than usual a service had at a carrier. */
export interface LeafExcess extends Scope, Tally {
  readonly expected: number;
}

/** Part of the increase that one service or carrier brought, 0–1. */
export interface Contribution {
  readonly value: string;
  readonly share: number;
}

/** A scope names the incident when it holds at least this part of the excess. */
export const EXPLAINS_SHARE = 0.8;

/** The rest of a larger scope is hit as well when its rate of excess is at least this part of the smaller one's. */
const SIMILAR_RATE = 0.5;
const MIN_EXCESS_OF_REST = 3;
/** An excess of fewer standard deviations of a Poisson count is chance, of which a fleet has much. */
const CHANCE_SIGMAS = 3;

/**
 * Errors of the codes since an instant, leaf by leaf, against what is usual there: as detectors have learned it, else as it was
 * in the minutes before.
 * @param leaves minutes before and since `sinceMs`
 */
export function excessByLeaf(
  leaves: Iterable<LeafMinute>,
  codes: readonly number[],
  sinceMs: number,
  usualShare: UsualShare,
): LeafExcess[] {
  const sums = new Map<string, LeafSum>();
  for (const leaf of leaves) {
    const { vasid, carrier, messages } = leaf;
    const name = `${vasid ?? ''}|${carrier ?? ''}`;
    const sum = sums.get(name) ?? { vasid, carrier, messages: 0, errors: 0, usualMessages: 0, usualErrors: 0 };
    sums.set(name, sum);
    const errors = codes.reduce((total, code) => total + (leaf.errors.get(code) ?? 0), 0);
    if (leaf.startMs >= sinceMs) {
      sum.messages += messages;
      sum.errors += errors;
    } else {
      sum.usualMessages += messages;
      sum.usualErrors += errors;
    }
  }
  return [...sums.values()].map((sum) => {
    const { vasid, carrier, messages, errors } = sum;
    return { vasid, carrier, messages, errors, expected: messages * shareFor(sum, codes, usualShare) };
  });
}

interface LeafSum extends Scope {
  messages: number;
  errors: number;
  usualMessages: number;
  usualErrors: number;
}

function shareFor(leaf: LeafSum, codes: readonly number[], usualShare: UsualShare): number {
  const before = leaf.usualMessages === 0 ? 0 : leaf.usualErrors / leaf.usualMessages;
  const learned = codes.map((code) => usualShare(leaf, code));
  return learned.includes(null) ? before : learned.reduce<number>((sum, share) => sum + (share ?? 0), 0);
}

/**
 * The smallest scope that explains at least 80 % of the excess, unless its neighbours fail alike: where one large service
 * makes up most of a failing carrier's traffic, the carrier is the answer. Null where no pair has an excess beyond chance.
 * @param stands whether a pair counts for itself; others count only as neighbours
 */
export function smallestExplanation(
  leaves: readonly LeafExcess[],
  stands: (leaf: LeafExcess) => boolean = isBeyondChance,
): Scope | null {
  const standing = leaves.filter(stands);
  const total = standing.reduce((sum, leaf) => sum + excessOf(leaf), 0);
  if (total <= 0) return null;
  const explaining = rankedScopes(standing).filter(({ excess }) => excess >= EXPLAINS_SHARE * total);
  return explaining.find(({ scope }) => !failsAlikeAround(leaves, scope))?.scope ?? EVERYTHING;
}

/** Who brought the increase, the largest first; values without a positive part are left out. */
export function contributionsBy(dimension: 'vasid' | 'carrier', leaves: readonly LeafExcess[]): Contribution[] {
  const byValue = new Map<string, number>();
  const standing = leaves.filter(isBeyondChance);
  for (const leaf of standing) {
    const value = leaf[dimension];
    if (value !== null) byValue.set(value, (byValue.get(value) ?? 0) + excessOf(leaf));
  }
  const total = standing.reduce((sum, leaf) => sum + excessOf(leaf), 0);
  return [...byValue]
    .map(([value, excess]) => ({ value, share: Math.min(1, excess / total) }))
    .sort((a, b) => b.share - a.share || (a.value < b.value ? -1 : 1));
}

/** Scopes with their excess: pairs first, then services and carriers, then everything; within a size the largest first. */
function rankedScopes(leaves: readonly LeafExcess[]): { scope: Scope; excess: number }[] {
  const ranked = new Map<string, { scope: Scope; excess: number }>();
  for (const leaf of leaves) {
    const { vasid, carrier } = leaf;
    const around: Scope[] = [{ vasid, carrier }, { vasid, carrier: null }, { vasid: null, carrier }, EVERYTHING];
    for (const [dimension, scope] of new Map(around.map((scope) => [dimensionOf(scope), scope]))) {
      const found = ranked.get(dimension) ?? { scope, excess: 0 };
      ranked.set(dimension, found);
      found.excess += excessOf(leaf);
    }
  }
  const sizeOf = ({ vasid, carrier }: Scope) => (vasid === null ? 1 : 0) + (carrier === null ? 1 : 0);
  return [...ranked.values()].sort((a, b) => sizeOf(a.scope) - sizeOf(b.scope) || b.excess - a.excess);
}

/** Whether what surrounds a scope, in its carrier, its service or everywhere, has an excess of a similar rate. */
function failsAlikeAround(leaves: readonly LeafExcess[], scope: Scope): boolean {
  const inside = leaves.filter((leaf) => contains(scope, leaf));
  const rate = rateOfExcess(inside);
  return surroundings(scope).some((outer) => {
    const rest = leaves.filter((leaf) => contains(outer, leaf) && !contains(scope, leaf));
    const excess = rest.reduce((sum, leaf) => sum + excessOf(leaf), 0);
    const expected = rest.reduce((sum, leaf) => sum + leaf.expected, 0);
    const isChance = excess < MIN_EXCESS_OF_REST || excess < CHANCE_SIGMAS * Math.sqrt(expected);
    return !isChance && rateOfExcess(rest) >= SIMILAR_RATE * rate;
  });
}

function surroundings({ vasid, carrier }: Scope): Scope[] {
  if (vasid !== null && carrier !== null)
    return [
      { vasid, carrier: null },
      { vasid: null, carrier },
    ];
  return vasid === null && carrier === null ? [] : [EVERYTHING];
}

function rateOfExcess(leaves: readonly LeafExcess[]): number {
  const messages = leaves.reduce((sum, leaf) => sum + leaf.messages, 0);
  return messages === 0 ? 0 : leaves.reduce((sum, leaf) => sum + excessOf(leaf), 0) / messages;
}

function excessOf({ errors, expected }: LeafExcess): number {
  return errors - expected;
}

/** Whether a pair has more errors than chance brings. */
export function isBeyondChance({ errors, expected }: LeafExcess): boolean {
  return errors - expected > CHANCE_SIGMAS * Math.sqrt(expected);
}
