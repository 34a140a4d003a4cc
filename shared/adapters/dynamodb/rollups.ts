import * as z from 'zod/mini';
import type { Rollup } from '../../domain/roll.ts';
import { STEP_MS, startOf } from '../../domain/time.ts';
import type { RollupRange, RollupStore } from '../../ports.ts';
import { rollupKey, rollupPartitions } from './keys.ts';
import { expiryOf, putGuarded, queryAll, type Table } from './table.ts';

const KEEP_DAYS = 400;
/** Counters in one item: at most some 130 bytes each, so an item stays below 400 kB. */
const MAX_COUNTERS = 2_500;

/** Rollups in the table, each written only over an older snapshot of the same partials. */
export function dynamoRollupStore(table: Table): RollupStore {
  return {
    async put(rollup) {
      const parts = splitCounters(rollup.counts);
      // Part 0 says how many parts there are and is written last, so a reader never counts on a part that is not there yet.
      for (let part = parts.length - 1; part >= 0; part--) {
        const written = await putPart(table, rollup, part, parts);
        if (!written && part === 0) return 'stale';
      }
      return 'written';
    },
    async list(range) {
      const partitions = rollupPartitions(range.dimension, range.step, range.fromMs, range.toMs);
      const items = await Promise.all(partitions.map((partition) => queryAll(table, partition.pk, partition)));
      return joinParts(
        items.flat().map((item) => RollupItem.parse(item)),
        range,
      );
    },
  };
}

function putPart(
  table: Table,
  rollup: Rollup,
  part: number,
  parts: readonly (readonly [string, number][])[],
): Promise<boolean> {
  const { dimension, step, startMs, shard } = rollup;
  const item = {
    ...rollupKey(dimension, step, startMs, shard, part),
    at: startMs,
    shard,
    part,
    parts: parts.length,
    c: new Map(parts[part]),
    n: rollup.events,
    m: rollup.partials,
    pv: rollup.parserVersion,
    exp: expiryOf(startMs, KEEP_DAYS),
  };
  return putGuarded(table, item, {
    expression: 'attribute_not_exists(pk) OR m <= :m',
    values: { ':m': rollup.partials },
  });
}

const RollupItem = z.object({
  at: z.number(),
  shard: z.number(),
  part: z.number(),
  parts: z.number(),
  c: z.record(z.string(), z.number()),
  n: z.number(),
  m: z.number(),
  pv: z.number(),
});
type RollupItem = z.infer<typeof RollupItem>;

function joinParts(items: readonly RollupItem[], { dimension, step, fromMs, toMs }: RollupRange): Rollup[] {
  const rollups = new Map<string, Rollup & { readonly parts: number; readonly counts: Map<string, number> }>();
  const inRange = items.filter(({ at }) => at >= startOf(step, fromMs) && at < toMs && at % STEP_MS[step] === 0);
  for (const item of [...inRange].sort((a, b) => a.part - b.part)) {
    const name = `${item.at} ${item.shard}`;
    const found = rollups.get(name);
    if (!found) {
      if (item.part > 0) continue; // part 0 is still being written: there is no whole to show yet
      rollups.set(name, {
        ...{ dimension, step, startMs: item.at, shard: item.shard, parts: item.parts },
        ...{ counts: new Map(Object.entries(item.c)), events: item.n, partials: item.m, parserVersion: item.pv },
      });
    } else if (item.part < found.parts) {
      for (const [key, count] of Object.entries(item.c)) found.counts.set(key, count);
    }
  }
  return [...rollups.values()]
    .sort((a, b) => a.startMs - b.startMs || a.shard - b.shard)
    .map(({ parts, ...rollup }) => rollup);
}

function splitCounters(counts: ReadonlyMap<string, number>): [string, number][][] {
  const counters = [...counts];
  const parts = [counters.slice(0, MAX_COUNTERS)];
  for (let at = MAX_COUNTERS; at < counters.length; at += MAX_COUNTERS)
    parts.push(counters.slice(at, at + MAX_COUNTERS));
  return parts;
}
