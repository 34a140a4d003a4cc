import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { ANY_OUTCOME } from '#shared/domain/outcome.ts';
import type { Rollup } from '#shared/domain/roll.ts';
import { EVERYTHING } from '#shared/domain/scope.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { querySeries } from '#shared/pipeline/query-series.ts';
import { roll } from '#shared/pipeline/roll.ts';
import { NOON_MS, partialsOf, rollup, statusEvent } from '../builders.ts';

type Stores = ReturnType<typeof memoryStores>;

/** Four hours with an event in some of their minutes, as they are rolled. */
async function rolledStores(): Promise<Stores> {
  const stores = memoryStores();
  const minutes = [0, 1, 59, 61, 150, 239].map((minute) => NOON_MS + minute * MINUTE_MS);
  for (const timestampMs of minutes) {
    await stores.partials.put(partialsOf([statusEvent({ eventId: `e${timestampMs}`, timestampMs })]));
    await roll([{ minuteStartMs: timestampMs, shard: 0 }], { ...stores, catalogue: DEFAULT_CATALOGUE });
  }
  return stores;
}

/** Where something was counted, in minutes after noon. */
async function minutesCounted(stores: Stores, range = { fromMs: NOON_MS, toMs: NOON_MS + 4 * HOUR_MS }) {
  const asked: string[] = [];
  const list: Stores['rollups']['list'] = (of) => {
    asked.push(of.step);
    return stores.rollups.list(of);
  };
  const ports = { ...stores, rollups: { list }, catalogue: DEFAULT_CATALOGUE, watched: [] };
  const question = { scope: EVERYTHING, step: 'minute', by: null, filter: ANY_OUTCOME, limit: 10 } as const;
  const { startsMs, lines } = await querySeries({ ...question, range }, ports);
  const counts = lines[0]?.counts ?? [];
  const counted = startsMs.flatMap((startMs, at) => Array(counts[at]).fill((startMs - NOON_MS) / MINUTE_MS));
  return { counted, asked };
}

test('a range by the minute is read out of its hours alone', async () => {
  const { counted, asked } = await minutesCounted(await rolledStores());
  expect(counted).toEqual([0, 1, 59, 61, 150, 239]);
  expect(asked).toEqual(['hour']);
});

test('a range may begin and end within hours', async () => {
  const range = { fromMs: NOON_MS + MINUTE_MS, toMs: NOON_MS + 151 * MINUTE_MS };
  expect((await minutesCounted(await rolledStores(), range)).counted).toEqual([1, 59, 61, 150]);
});

test.each<[string, Partial<Rollup>]>([
  ['that an older version stored', { shard: 0, counts: new Map([['submit|1000', 1]]), partials: 9 }],
  ['of which an older version stored another shard', { shard: 1, counts: new Map([['submit|1000', 1]]) }],
])('the minutes of an hour %s are read themselves, and nothing is counted twice', async (_what, overrides) => {
  const stores = await rolledStores();
  const startMs = NOON_MS + HOUR_MS;
  await stores.rollups.put(rollup({ step: 'hour', startMs, ...overrides }));
  if (overrides.shard === 1) await stores.rollups.put(rollup({ startMs, shard: 1 }));
  const { counted, asked } = await minutesCounted(stores);
  expect(counted).toEqual([0, 1, 59, ...(overrides.shard === 1 ? [60] : []), 61, 150, 239]);
  expect(asked).toEqual(['hour', 'minute']);
});

test('minutes of which the hour is not folded yet are there', async () => {
  const stores = await rolledStores();
  await stores.rollups.put(rollup({ startMs: NOON_MS + DAY_MS }));
  const range = { fromMs: NOON_MS + DAY_MS - HOUR_MS, toMs: NOON_MS + DAY_MS + HOUR_MS };
  expect((await minutesCounted(stores, range)).counted).toEqual([DAY_MS / MINUTE_MS]);
});
