import { leafMinutesOf } from '#shared/domain/detect/window.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { RollupStore } from '#shared/ports.ts';
import type { Arrivals } from './read-counts.ts';

/** Reads stored counts minute by minute, as if every line had arrived when it happened. Holds one hour at a time. */
export async function* arrivalsInStore(
  rollups: Pick<RollupStore, 'list'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): AsyncGenerator<Arrivals> {
  for (let hourMs = fromMs; hourMs < toMs; hourMs += HOUR_MS) {
    const range = { fromMs: hourMs, toMs: Math.min(hourMs + HOUR_MS, toMs) };
    const minutes = new Map<number, Arrivals['rows'][number][]>();
    for (const leaf of leafMinutesOf(await rollups.list({ dimension: LEAVES, step: 'minute', ...range }))) {
      const minute = leaf.startMs / MINUTE_MS;
      const rows = minutes.get(minute) ?? [];
      minutes.set(minute, rows);
      const { vasid, carrier, messages: total } = leaf;
      rows.push({
        minute,
        arrival: minute,
        vasid,
        carrier,
        total,
        codes: Object.fromEntries(leaf.errors),
        batch: undefined,
      });
    }
    for (const minute of [...minutes.keys()].sort((a, b) => a - b)) yield { minute, rows: minutes.get(minute) ?? [] };
  }
}
