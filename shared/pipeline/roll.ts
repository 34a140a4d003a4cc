import type { Catalogue } from '../domain/catalogue.ts';
import { foldMinute, foldRollups, type Rollup, rollupsOf } from '../domain/roll.ts';
import { DAY_MS, HOUR_MS, startOf } from '../domain/time.ts';
import type { DimensionStore, PartialStore, RollupStore } from '../ports.ts';
import { eachAtOnce } from './concurrency.ts';
import type { TouchedMinute } from './ingest.ts';

/** What roll needs. */
export interface RollPorts {
  readonly partials: PartialStore;
  readonly rollups: RollupStore;
  readonly dimensions: DimensionStore;
  /** Tells known codes from unknown ones. */
  readonly catalogue: Catalogue;
}

/** The dimension under which a minute is noted when all of it is rolled, with the partials it was rolled from; it counts nothing. */
export const ROLLED = 'rolled';

/**
 * Recomputes the counts of the touched minutes from all their partials, then of their hours and days. Doing it twice, late,
 * or beside another roller changes nothing: a rollup is written only over an older snapshot of the same partials.
 */
export async function roll(touched: readonly TouchedMinute[], ports: RollPorts): Promise<void> {
  const minutes: Rollup[] = [];
  const rolled: Rollup[] = [];
  for (const { minuteStartMs, shard } of distinct(touched)) {
    const counts = foldMinute(await ports.partials.list(minuteStartMs, shard), ports.catalogue);
    if (!counts) continue;
    minutes.push(...rollupsOf(counts));
    rolled.push({ ...counts, dimension: ROLLED, step: 'minute', counts: NOTHING });
  }
  await eachAtOnce(minutes, (rollup) => ports.rollups.put(rollup));
  await noteDimensions(minutes, ports.dimensions);
  const hours = await foldInto('hour', minutes, ports.rollups);
  await foldInto('day', hours, ports.rollups);
  await eachAtOnce(rolled, (rollup) => ports.rollups.put(rollup));
}

const NOTHING: ReadonlyMap<string, number> = new Map();

/** Folds the hours (or days) in which the given rollups lie from everything stored for them. */
async function foldInto(step: 'hour' | 'day', parts: readonly Rollup[], store: RollupStore): Promise<Rollup[]> {
  const [partStep, lengthMs] = step === 'hour' ? (['minute', HOUR_MS] as const) : (['hour', DAY_MS] as const);
  const wholes = new Map(
    parts.map(({ dimension, startMs }) => {
      const whole = { dimension, startMs: startOf(step, startMs) };
      return [`${whole.startMs} ${dimension}`, whole];
    }),
  );
  const folded: Rollup[] = [];
  await eachAtOnce([...wholes.values()], async ({ dimension, startMs }) => {
    const stored = await store.list({ dimension, step: partStep, fromMs: startMs, toMs: startMs + lengthMs });
    for (const ofShard of groupByShard(stored).values()) {
      const rollup = foldRollups(step, startMs, ofShard);
      if (!rollup) continue;
      await store.put(rollup);
      folded.push(rollup);
    }
  });
  return folded;
}

async function noteDimensions(rollups: readonly Rollup[], dimensions: DimensionStore): Promise<void> {
  const values = new Map<string, { name: string; value: string; atMs: number }>();
  for (const { dimension, startMs, counts } of rollups) {
    const [name, value] = splitOnce(dimension, '=');
    if (value === undefined || isPair(dimension) || counts.size === 0) continue;
    values.set(`${dimension} ${startOf('day', startMs)}`, { name, value, atMs: startMs });
  }
  await eachAtOnce([...values.values()], ({ name, value, atMs }) => dimensions.see(name, value, atMs));
}

function groupByShard(rollups: readonly Rollup[]): Map<number, Rollup[]> {
  const shards = new Map<number, Rollup[]>();
  for (const rollup of rollups) shards.set(rollup.shard, [...(shards.get(rollup.shard) ?? []), rollup]);
  return shards;
}

function distinct(touched: readonly TouchedMinute[]): TouchedMinute[] {
  return [...new Map(touched.map((minute) => [`${minute.minuteStartMs} ${minute.shard}`, minute])).values()];
}

function isPair(dimension: string): boolean {
  return dimension.startsWith('vasid=') && dimension.includes('|carrier=');
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
