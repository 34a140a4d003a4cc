import type { PartialCount } from './partial.ts';

/**
 * The partials of a minute and shard that count: of each log group those of its last recount that is sealed; where there is
 * none, those of its deliveries. A function of the set of partials, like everything that is made of them.
 */
export function countedPartials(partials: readonly PartialCount[]): readonly PartialCount[] {
  const sealed = new Map<string, number>();
  for (const { logGroup, recount } of partials) {
    if (recount?.isSeal) sealed.set(logGroup, Math.max(recount.begunMs, sealed.get(logGroup) ?? 0));
  }
  return partials.filter(({ logGroup, recount }) => recount?.begunMs === sealed.get(logGroup));
}
