import { beforeEach, expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { press } from '#shared/pipeline/press.ts';
import { episode, NOON_MS } from '../builders.ts';

const NOW_MS = NOON_MS + 10 * MINUTE_MS;
const ID = episode().id;
let stores: ReturnType<typeof memoryStores>;
beforeEach(async () => {
  stores = memoryStores();
  await stores.episodes.put(episode({ toldMs: NOON_MS }));
});
const pressAs = (who: string, action: Parameters<typeof press>[0]['action'], episodeId = ID, nowMs = NOW_MS) =>
  press({ action, episodeId, who }, nowMs, stores);
const stands = () => stores.episodes.find(ID);

test('the first to take it on has it, and the second is told who', async () => {
  expect(await pressAs('ada', 'acknowledge')).toContain('You have taken it on');
  expect(await pressAs('grace', 'acknowledge')).toBe('ada has taken it on already.');
  expect(await stands()).toMatchObject({ state: 'acknowledged', acknowledgedBy: { who: 'ada' } });
});

test.each([
  ['silence-1h', NOW_MS + HOUR_MS, 'Silenced for 1 h.'],
  ['silence-4h', NOW_MS + 4 * HOUR_MS, 'Silenced for 4 h.'],
  ['silence-until-resolved', null, 'Silenced until it is resolved.'],
] as const)('%s hides this episode in the name of whoever pressed', async (action, untilMs, words) => {
  expect(await pressAs('ada', action)).toContain(words);
  expect(await stands()).toMatchObject({
    quiet: 'silenced',
    silence: { author: 'ada', untilMs, matcher: { episodeId: ID } },
  });
});

test('a silence is ended by pressing once more, and then there is none to end', async () => {
  await pressAs('ada', 'silence-4h');
  expect(await pressAs('grace', 'unsilence', ID, NOW_MS + MINUTE_MS)).toContain('The silence is over');
  expect((await stands())?.quiet).toBeUndefined();
  expect((await stands())?.history.at(-1)).toMatchObject({ reason: 'unsilenced', who: 'grace' });
  expect(await pressAs('grace', 'unsilence', ID, NOW_MS + MINUTE_MS)).toBe('No silence is in force on it.');
});

test('what is over or was never there is told as such', async () => {
  await stores.episodes.put(episode({ version: 2, state: 'resolved', resolvedMs: NOW_MS }));
  expect(await pressAs('ada', 'acknowledge')).toBe('It is over already.');
  expect(await pressAs('ada', 'silence-1h')).toContain('It was not silenced');
  expect(await pressAs('ada', 'acknowledge', '2026-11-23-1200-nobody')).toBe(
    'There is no episode 2026-11-23-1200-nobody.',
  );
});
