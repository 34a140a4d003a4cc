import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { transit } from '#shared/domain/life.ts';
import { acknowledge } from '#shared/pipeline/acknowledge.ts';
import { episode, NOON_MS } from '../builders.ts';

const one = episode({ toldMs: NOON_MS });

test('somebody takes an episode on, and a second time changes nothing', async () => {
  const { episodes } = memoryStores();
  await episodes.put(one);
  expect(await acknowledge(one.id, 'Ada', NOON_MS, { episodes })).toMatchObject({
    outcome: 'changed',
    episode: { state: 'acknowledged', outbox: [{ reason: 'acknowledged' }] },
  });
  expect(await acknowledge(one.id, 'Bo', NOON_MS, { episodes })).toMatchObject({
    outcome: 'unchanged',
    episode: { acknowledgedBy: { who: 'Ada' } },
  });
});

test('an episode that is not there, or is over, is not taken on', async () => {
  const { episodes } = memoryStores();
  await episodes.put({ ...one, state: 'resolved', resolvedMs: NOON_MS });
  expect((await acknowledge('2026-11-23-1200-nobody', 'Ada', NOON_MS, { episodes })).outcome).toBe('unknown');
  expect((await acknowledge(one.id, 'Ada', NOON_MS, { episodes })).outcome).toBe('unchanged');
});

test('what detection changes meanwhile is kept', async () => {
  const { episodes } = memoryStores();
  await episodes.put(one);
  let isOvertaken = false;
  const overtaking = {
    ...episodes,
    async find(id: string) {
      const found = await episodes.find(id);
      const widened = found && !isOvertaken && transit(found, 'widened', { nowMs: NOON_MS });
      isOvertaken = true;
      if (widened) await episodes.put(widened);
      return found;
    },
  };
  await acknowledge(one.id, 'Ada', NOON_MS, { episodes: overtaking });
  const kept = await episodes.find(one.id);
  expect(kept?.history.map(({ reason }) => reason)).toEqual(['widened', 'acknowledged']);
});
