import { parseCounterKey } from '#shared/domain/counter-key.ts';
import { leafMinutesOf } from '#shared/domain/detect/window.ts';
import type { Rollup } from '#shared/domain/roll.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { RollupStore } from '#shared/ports.ts';
import type { CountRow } from './count-row.ts';
import type { Arrivals } from './read-counts.ts';

/** Reads stored counts minute by minute, as if every line had arrived when it happened. Holds one hour at a time. */
export async function* arrivalsInStore(
  rollups: Pick<RollupStore, 'list'>,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): AsyncGenerator<Arrivals> {
  for (let hourMs = fromMs; hourMs < toMs; hourMs += HOUR_MS) {
    const range = { fromMs: hourMs, toMs: Math.min(hourMs + HOUR_MS, toMs) };
    const stored = await rollups.list({ dimension: LEAVES, step: 'minute', ...range });
    const minutes = new Map<number, CountRow[]>();
    const add = (minute: number, row: Omit<CountRow, 'minute' | 'arrival' | 'batch'>) => {
      const rows = minutes.get(minute) ?? [];
      minutes.set(minute, rows);
      rows.push({ minute, arrival: minute, ...row, batch: undefined });
    };
    for (const { startMs, vasid, carrier, messages: total, errors } of leafMinutesOf(stored))
      add(startMs / MINUTE_MS, { vasid, carrier, total, codes: Object.fromEntries(errors) });
    for (const { startMs, vasid, carrier, reports } of statusesOf(stored))
      add(startMs / MINUTE_MS, { vasid, carrier, total: 0, codes: {}, reports });
    for (const minute of [...minutes.keys()].sort((a, b) => a - b)) yield { minute, rows: minutes.get(minute) ?? [] };
  }
}

/** Delivery reports by status, a row for each counter. */
function* statusesOf(stored: readonly Rollup[]) {
  for (const { startMs, counts } of stored) {
    for (const [key, count] of counts) {
      const { vasid, carrier, kind, outcome } = parseCounterKey(key);
      if (kind === 'delivery-report') yield { startMs, vasid, carrier, reports: { [outcome]: count } };
    }
  }
}
