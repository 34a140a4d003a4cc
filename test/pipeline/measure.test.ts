import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { measure } from '#shared/pipeline/measure.ts';
import { episode, NOON_MS, rollup } from '../builders.ts';

/** A moment of which noon was the minute before the last whole one. */
const NOW_MS = NOON_MS + 2 * MINUTE_MS + 20_000;
const freshStores = () => ({ ...memoryStores(), catalogue: DEFAULT_CATALOGUE });

test('submits are measured by family of their code', async () => {
  const stores = freshStores();
  const counts = new Map(Object.entries({ 'submit|1000': 90, 'submit|2568': 7, 'submit|2550': 3, 'ack|1000': 40 }));
  await stores.rollups.put(rollup({ counts }));
  const { submitsByFamily } = await measure(NOW_MS, stores);
  expect([...submitsByFamily.values()].reduce((sum, count) => sum + count)).toBe(100);
  expect(submitsByFamily.get('success')).toBe(90);
});

test('submits are measured by carrier, the largest first, and what none is told for is left out', async () => {
  const stores = freshStores();
  const counts = {
    'svc-1|31002|submit|1000': 10,
    'svc-1|31003|submit|1000': 30,
    'svc-2|31003|submit|3520': 20,
    'svc-2||submit|1000': 5,
    'svc-2|31003|ack|1000': 9,
  };
  await stores.rollups.put(rollup({ dimension: LEAVES, counts: new Map(Object.entries(counts)) }));
  expect((await measure(NOW_MS, stores)).carriers).toEqual([
    { carrier: '31003', submits: 50, errors: 20 },
    { carrier: '31002', submits: 10, errors: 0 },
  ]);
});

test('open episodes are measured, and resolved ones are not', async () => {
  const stores = freshStores();
  await stores.episodes.put(episode());
  await stores.episodes.put(episode({ id: 'over', state: 'resolved', resolvedMs: NOON_MS }));
  expect(await measure(NOW_MS, stores)).toMatchObject({ openEpisodes: 1, unreadable: 0 });
});
