import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LEAVES } from '#shared/domain/scope.ts';
import { STEPS } from '#shared/domain/time.ts';
import type { Item } from './expressions.ts';
import { storesOf } from './functions.ts';
import { type Counts, countName } from './truth.ts';

/** A table to be read, with everything in it. */
export interface ReadableTable {
  readonly client: DynamoDBClient;
  readonly items: readonly Item[];
}

/** All counts that a table holds of a range, read through the product's adapter, shards added. */
export async function readCounts(
  { client, items }: ReadableTable,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<Counts> {
  const { rollups } = storesOf({ client, wait: async () => {} });
  const counts = new Map<string, Map<string, number>>();
  for (const dimension of dimensionsIn(items)) {
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
function dimensionsIn(items: readonly Item[]): Set<string> {
  const partitions = items.map(({ pk }) => pk?.S ?? '');
  const dimensions = partitions.map((pk) => /^[RHD]#(.+)#[0-9-]+$/.exec(pk)?.[1] ?? LEAVES);
  return new Set(dimensions.filter((dimension) => !dimension.startsWith('group=')));
}
