import { formatCounterKey, OTHER, parseCounterKey } from './counter-key.ts';
import { addCount } from './counts.ts';
import type { PartialCount } from './partial.ts';
import type { Scope } from './scope.ts';

/** Values of one dimension that keep their name in a minute; the rest are counted as `other`. */
export const MAX_VALUES_PER_DIMENSION = 500;

/** Pairs of service and carrier that are told and not counted, whose earlier rollups are emptied; the most often told first. */
const MAX_DISPLACED = 2_000;

/** Folds the smallest values of a dimension into `other` where a minute has more than the bound. */
export function boundDimensions(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const kept = { vasid: largestValues(counts, 'vasid'), carrier: largestValues(counts, 'carrier') };
  if (!kept.vasid && !kept.carrier) return counts;
  const bounded = new Map<string, number>();
  for (const [key, count] of counts) {
    const counted = parseCounterKey(key);
    const vasid = named(counted.vasid, kept.vasid);
    const carrier = named(counted.carrier, kept.carrier);
    addCount(bounded, formatCounterKey({ ...counted, vasid, carrier }), count);
  }
  return bounded;
}

/** The values that keep their name, or null where all do. Ties go to the smaller name, so the choice is a function of the counts. */
function largestValues(
  counts: ReadonlyMap<string, number>,
  dimension: 'vasid' | 'carrier',
): ReadonlySet<string> | null {
  const totals = new Map<string, number>();
  for (const [key, count] of counts) {
    const value = parseCounterKey(key)[dimension];
    if (value !== null) addCount(totals, value, count);
  }
  if (totals.size <= MAX_VALUES_PER_DIMENSION) return null;
  const ranked = [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(ranked.slice(0, MAX_VALUES_PER_DIMENSION).map(([value]) => value));
}

/**
 * The scopes that partials told and that counts do not hold: a function of the set of partials that only ever loses a scope by
 * counting for it.
 */
export function displacedScopes(partials: readonly PartialCount[], counts: ReadonlyMap<string, number>): Scope[] {
  const told = new Map<string, { readonly scope: Scope; times: number }>();
  for (const { digests } of partials) {
    for (const [key, ofKey] of digests) {
      const { vasid, carrier } = parseCounterKey(key);
      const name = `${vasid ?? ''}|${carrier ?? ''}`;
      const found = told.get(name) ?? { scope: { vasid, carrier }, times: 0 };
      told.set(name, found);
      found.times += ofKey.length;
    }
  }
  for (const key of counts.keys()) {
    const { vasid, carrier } = parseCounterKey(key);
    told.delete(`${vasid ?? ''}|${carrier ?? ''}`);
  }
  return [...told]
    .sort(([a, one], [b, other]) => other.times - one.times || (a < b ? -1 : 1))
    .slice(0, MAX_DISPLACED)
    .map(([, { scope }]) => scope);
}

function named(value: string | null, kept: ReadonlySet<string> | null): string | null {
  return value === null || kept === null || kept.has(value) ? value : OTHER;
}
