import { LEAVES } from '#shared/domain/scope.ts';
import { STEPS } from '#shared/domain/time.ts';
import { storesOf } from './functions.ts';
import { clientThat } from './platform.ts';
import type { SimulatedTable } from './simulated-table.ts';
import { type Counts, countName } from './truth.ts';

/** All counts that a table holds of a range, read through the product's adapter, shards added. */
export async function readCounts(table: SimulatedTable, fromMs: number, toMs: number): Promise<Counts> {
  const client = clientThat(async (command) => table.apply(command));
  const { rollups } = storesOf({ client, wait: async () => {} });
  const counts = new Map<string, Map<string, number>>();
  for (const dimension of dimensionsIn(table)) {
    for (const step of STEPS) {
      for (const rollup of await rollups.list({ dimension, step, fromMs, toMs })) {
        const name = countName(step, rollup.startMs, dimension);
        const named = counts.get(name) ?? new Map<string, number>();
        counts.set(name, named);
        for (const [key, count] of rollup.counts) named.set(key, (named.get(key) ?? 0) + count);
      }
    }
  }
  return counts;
}

/** Every dimension that a rollup was ever written for, but for the quality of log groups. */
function dimensionsIn(table: SimulatedTable): Set<string> {
  const partitions = table.items().map(({ pk }) => pk?.S ?? '');
  const dimensions = partitions.map((pk) => /^[RHD]#(.+)#[0-9-]+$/.exec(pk)?.[1] ?? LEAVES);
  return new Set(dimensions.filter((dimension) => !dimension.startsWith('group=')));
}
