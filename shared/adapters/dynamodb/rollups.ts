import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ByMinute, Rollup } from '../../domain/roll.ts';
import { STEP_MS, type Step, startOf } from '../../domain/time.ts';
import type { RollupRange, RollupStore } from '../../ports.ts';
import { rollupKey, rollupPartitions } from './keys.ts';
import { readMinuteCounts, writeMinuteCounts } from './minute-counts.ts';
import { expiryOf, putGuarded, queryItems, type Table } from './table.ts';

const KEEP_DAYS = 400;
/** Counters in one item, so that it stays below 400 kB: some 130 bytes each at most, those of hours with their minutes some 600. */
const MAX_COUNTERS: Readonly<Record<Step, number>> = { minute: 2_500, hour: 500, day: 2_500 };

/** Rollups in the table, each written only over an older snapshot of the same partials. */
export function dynamoRollupStore(table: Table): RollupStore {
  return {
    async put(rollup) {
      const parts = splitCounters(rollup.counts, MAX_COUNTERS[rollup.step]);
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
  const { dimension, step, startMs, shard, byMinute } = rollup;
  const counts = new Map(parts[part]);
  const item = {
    ...rollupKey(dimension, step, startMs, shard, part),
    at: startMs,
    shard,
    part,
    parts: parts.length,
    c: counts,
    ...(byMinute ? { cm: writeMinuteCounts(byMinute, counts.keys()) } : {}),
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
  /** Of hours; those that older versions wrote have none. */
  readonly byMinute: ByMinute | undefined;
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
    byMinute: item.cm?.M && readMinuteCounts(item.cm.M),
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

/** Whole rollups by time; one of which part 0 is still being written is not there yet. */
function joinParts(items: readonly RollupPart[], { dimension, step, fromMs, toMs }: RollupRange): Rollup[] {
  const found = new Map<string, RollupPart[]>();
  for (const item of items) {
    if (item.at < startOf(step, fromMs) || item.at >= toMs || item.at % STEP_MS[step] !== 0) continue;
    const name = `${item.at} ${item.shard}`;
    const parts = found.get(name) ?? [];
    found.set(name, parts);
    parts.push(item);
  }
  const rollups: Rollup[] = [];
  for (const parts of found.values()) {
    const first = parts.find(({ part }) => part === 0);
    if (!first) continue;
    const whole = parts.filter(({ part }) => part < first.parts);
    const { at, shard, events, partials, parserVersion } = first;
    const rollup = { dimension, step, startMs: at, shard, events, partials, parserVersion };
    const counts = joined(whole.map((part) => part.counts));
    rollups.push({
      ...rollup,
      counts,
      ...(first.byMinute ? { byMinute: joined(whole.map((part) => part.byMinute)) } : {}),
    });
  }
  return rollups.sort((a, b) => a.startMs - b.startMs || a.shard - b.shard);
}

function joined<Value>(parts: readonly (ReadonlyMap<string, Value> | undefined)[]): ReadonlyMap<string, Value> {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return new Map(parts.flatMap((part) => [...(part ?? [])]));
}

function splitCounters(counts: ReadonlyMap<string, number>, most: number): [string, number][][] {
  const counters = [...counts];
  const parts = [counters.slice(0, most)];
  for (let at = most; at < counters.length; at += most) parts.push(counters.slice(at, at + most));
  return parts;
}
