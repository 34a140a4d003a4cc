import { type Contribution, EXPLAINS_SHARE } from './attribute.ts';
import type { Episode } from './episode.ts';
import { areFew, type Part } from './insight/reach.ts';

/** Two or three services, or carriers, that an episode is about which no single one explains. */
export interface Few {
  readonly noun: 'services' | 'carriers';
  /** Who brought most of the increase first. */
  readonly values: readonly string[];
}

/**
 * Whom an episode of everything is about, where few of those who send fail and together explain at least 80 % of the increase; null
 * where it is as wide as it is named, or named already.
 */
export function fewOf({
  scope,
  insight,
  byVasid,
  byCarrier,
}: Pick<Episode, 'scope' | 'insight' | 'byVasid' | 'byCarrier'>): Few | null {
  if (scope.vasid !== null || scope.carrier !== null || !insight) return null;
  const { services, carriers } = insight.reach;
  const some = fewAmong(byVasid, services);
  if (some) return { noun: 'services', values: some };
  const others = fewAmong(byCarrier, carriers);
  return others && { noun: 'carriers', values: others };
}

function fewAmong(contributions: readonly Contribution[], part: Part): string[] | null {
  if (!areFew(part)) return null;
  const largest = contributions.slice(0, part.failing).map(({ value }) => value);
  return shareOf(largest, contributions) >= EXPLAINS_SHARE ? largest : null;
}

/** Whether few that were named no longer explain the increase. */
export function haveOutgrown(
  { noun, values }: Few,
  { byVasid, byCarrier }: Pick<Episode, 'byVasid' | 'byCarrier'>,
): boolean {
  return shareOf(values, noun === 'services' ? byVasid : byCarrier) < EXPLAINS_SHARE;
}

function shareOf(values: readonly string[], contributions: readonly Contribution[]): number {
  return contributions.reduce((sum, { value, share }) => sum + (values.includes(value) ? share : 0), 0);
}
