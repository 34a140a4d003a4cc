import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Rollup } from '#shared/domain/roll.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { MINUTE_MS, STEPS } from '#shared/domain/time.ts';
import type { Item } from './expressions.ts';
import { storesOf } from './functions.ts';
import { type Counts, countName, MINUTE_OF_HOUR } from './truth.ts';

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
        for (const [key, byMinute] of rollup.byMinute ?? []) noteMinutes(counts, rollup, key, byMinute);
      }
    }
  }
  return counts;
}

/** Counts that hours hold by the minute, under a name of their own. */
function noteMinutes(
  counts: Map<string, Map<string, number>>,
  { startMs, dimension }: Rollup,
  key: string,
  byMinute: readonly number[],
): void {
  for (const [minute, count] of byMinute.entries()) {
    const name = countName(MINUTE_OF_HOUR, startMs + minute * MINUTE_MS, dimension);
    const named = counts.get(name) ?? new Map<string, number>();
    counts.set(name, named);
    named.set(key, (named.get(key) ?? 0) + count);
  }
}

/** Every dimension that a rollup was ever written for, but for the quality of log groups. */
function dimensionsIn(items: readonly Item[]): Set<string> {
  const partitions = items.map(({ pk }) => pk?.S ?? '');
  const dimensions = partitions.map((pk) => /^[RHD]#(.+)#[0-9-]+$/.exec(pk)?.[1] ?? LEAVES);
  return new Set(dimensions.filter((dimension) => !dimension.startsWith('group=')));
}
