import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Rollup } from '../../domain/roll.ts';
import { STEP_MS, startOf } from '../../domain/time.ts';
import type { RollupRange, RollupStore } from '../../ports.ts';
import { rollupKey, rollupPartitions } from './keys.ts';
import { expiryOf, putGuarded, queryItems, type Table } from './table.ts';

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
      const items = await Promise.all(partitions.map((partition) => queryItems(table, partition.pk, partition)));
      return joinParts(items.flat().map(partOf), range);
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

/** One item of a rollup. */
interface RollupPart {
  readonly at: number;
  readonly shard: number;
  readonly part: number;
  readonly parts: number;
  readonly counts: Map<string, number>;
  readonly events: number;
  readonly partials: number;
  readonly parserVersion: number;
}

/** Reads an item as DynamoDB writes it: a day by the minute holds some hundred thousand counters, and a schema looks at each thrice. */
function partOf(item: Record<string, AttributeValue>): RollupPart {
  const numberIn = (name: string) => numberOf(item[name], name);
  if (!item.c?.M) throw new Error('a rollup holds its counts as a map named c, got none; roll its minute anew');
  const counts = new Map<string, number>();
  for (const [key, count] of Object.entries(item.c.M)) counts.set(key, numberOf(count, key));
  return {
    ...{ at: numberIn('at'), shard: numberIn('shard'), part: numberIn('part'), parts: numberIn('parts'), counts },
    ...{ events: numberIn('n'), partials: numberIn('m'), parserVersion: numberIn('pv') },
  };
}

function numberOf(value: AttributeValue | undefined, name: string): number {
  const number = Number(value?.N);
  if (Number.isFinite(number)) return number;
  throw new Error(
    `a rollup's ${name} must be a number, got ${JSON.stringify(value) ?? 'nothing'}; roll its minute anew`,
  );
}

function joinParts(items: readonly RollupPart[], { dimension, step, fromMs, toMs }: RollupRange): Rollup[] {
  const rollups = new Map<
    string,
    { readonly parts: number; readonly counts: Map<string, number>; readonly rollup: Rollup }
  >();
  const inRange = items.filter(({ at }) => at >= startOf(step, fromMs) && at < toMs && at % STEP_MS[step] === 0);
  for (const { at, shard, part, parts, counts, ...rest } of inRange.sort((a, b) => a.part - b.part)) {
    const name = `${at} ${shard}`;
    const found = rollups.get(name);
    if (!found) {
      if (part > 0) continue; // part 0 is still being written: there is no whole to show yet
      rollups.set(name, { parts, counts, rollup: { dimension, step, startMs: at, shard, counts, ...rest } });
    } else if (part < found.parts) {
      for (const [key, count] of counts) found.counts.set(key, count);
    }
  }
  return [...rollups.values()].map(({ rollup }) => rollup).sort((a, b) => a.startMs - b.startMs || a.shard - b.shard);
}

function splitCounters(counts: ReadonlyMap<string, number>): [string, number][][] {
  const counters = [...counts];
  const parts = [counters.slice(0, MAX_COUNTERS)];
  for (let at = MAX_COUNTERS; at < counters.length; at += MAX_COUNTERS)
    parts.push(counters.slice(at, at + MAX_COUNTERS));
  return parts;
}
