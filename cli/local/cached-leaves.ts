import type { Rollup } from '#shared/domain/roll.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { HOUR_MS, startOf } from '#shared/domain/time.ts';
import type { RollupRange, RollupStore } from '#shared/ports.ts';

/** Hours kept at hand; detection looks back less than two. */
const HOURS_KEPT = 4;

/**
 * Reads leaves hour by hour and keeps the last few, for judging stored counts that no longer change: each hour is then read
 * once instead of once a minute.
 */
export function cacheLeaves(rollups: Pick<RollupStore, 'list'>): Pick<RollupStore, 'list'> {
  const hours = new Map<number, Promise<Rollup[]>>();
  const hourOf = (fromMs: number) => {
    const found =
      hours.get(fromMs) ?? rollups.list({ dimension: LEAVES, step: 'minute', fromMs, toMs: fromMs + HOUR_MS });
    hours.delete(fromMs);
    hours.set(fromMs, found);
    for (const oldest of hours.keys()) if (hours.size > HOURS_KEPT) hours.delete(oldest);
    return found;
  };
  return {
    async list(range: RollupRange) {
      if (range.dimension !== LEAVES || range.step !== 'minute') return rollups.list(range);
      const found: Rollup[] = [];
      for (let hourMs = startOf('hour', range.fromMs); hourMs < range.toMs; hourMs += HOUR_MS) {
        const ofHour = await hourOf(hourMs);
        found.push(
          ...ofHour.filter(({ startMs }) => startMs >= startOf('minute', range.fromMs) && startMs < range.toMs),
        );
      }
      return found;
    },
  };
}
