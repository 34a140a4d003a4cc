import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { readSettings } from '#shared/config/settings.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { findEpisode, reckon } from '../../cli/local/backtest/why.ts';
import { reckoningText } from '../../cli/terminal/reckoning.ts';
import { episode, NOON_MS, rollup } from '../builders.ts';

const SETTINGS = readSettings({}, 'x');
const minuteOf = (at: number, failed: number) => {
  const ofPair = `svc-1|31002|submit`;
  const counts = new Map([
    [`${ofPair}|1000`, 40 - failed],
    ...(failed > 0 ? [[`${ofPair}|2568`, failed] as const] : []),
  ]);
  return rollup({ dimension: 'leaves', startMs: NOON_MS + at * MINUTE_MS, counts });
};

/** An hour and a half in which credentials are broken for ten minutes, judged as it happened. */
async function judged() {
  const stores = memoryStores();
  for (let at = 0; at < 90; at++) {
    await stores.rollups.put(minuteOf(at, at >= 30 && at < 40 ? 20 : 0));
    await detect(NOON_MS + (at + 1) * MINUTE_MS, DEFAULT_WATCH, stores);
  }
  const [found] = await stores.episodes.listBetween(NOON_MS, NOON_MS + 2 * HOUR_MS);
  return { stores, id: found?.id ?? 'none' };
}

test('the reckoning of an episode goes from before its first bad minute to after its end', async () => {
  const { stores, id } = await judged();
  const { minutes } = await reckon(await findEpisode(id, stores), SETTINGS, stores.rollups, NOON_MS + 2 * HOUR_MS);
  expect(minutes[0]).toMatchObject({
    minuteStartMs: NOON_MS + 20 * MINUTE_MS,
    messages: 40,
    errors: 0,
    recovery: null,
  });
  const opening = minutes.find(({ errors }) => errors > 0);
  expect(opening).toMatchObject({ minuteStartMs: NOON_MS + 30 * MINUTE_MS, errors: 20, recovery: 0 });
  expect(Math.max(...(opening?.scores ?? []))).toBeGreaterThan(12);
  expect(opening?.plausible).toBeLessThan(1);
  expect(minutes.filter(({ errors }) => errors > 0)).toHaveLength(10);
  expect(minutes.find(({ recovery }) => (recovery ?? 0) > 3)?.minuteStartMs).toBe(NOON_MS + 40 * MINUTE_MS);
  expect(minutes.at(-1)?.recovery).toBeNull();
});

test('it is shown with what opened it and a line a minute', async () => {
  const { stores, id } = await judged();
  const text = reckoningText(
    await reckon(await findEpisode(id, stores), SETTINGS, stores.rollups, NOON_MS + 2 * HOUR_MS),
  );
  expect(text).toMatch(/ALERT: 2568 Unable to authenticate: service svc-1 at carrier 31002\n/);
  expect(text).toMatch(/opened on: (twice|five times) the normal/);
  expect(text).toMatch(/\n12:30 +40 +20 /);
});

test.each([
  ['yesterday', 'an episode is named as in 2026-11-23-1042-x7f3k9, got yesterday'],
  ['2026-11-23-0000-aaaaaa', 'there is no episode 2026-11-23-0000-aaaaaa here'],
  ['2026-11-23-1200-abc123', 'was opened by rule provisioning-auth, which gathers no evidence'],
])('%s has none: %s', async (id, message) => {
  const { episodes } = memoryStores();
  await episodes.put(episode());
  await expect(findEpisode(id, { episodes })).rejects.toThrow(message);
});
