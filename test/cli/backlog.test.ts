import { expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { minutesToJudge, startBacklog } from '../../cli/local/backlog.ts';

const minutes = (...numbers: readonly number[]) => numbers.map((number) => number * MINUTE_MS);
const judged = (counted: readonly number[], afterMinute: number, untilMinute: number) =>
  minutesToJudge(minutes(...counted), { afterMs: afterMinute * MINUTE_MS, untilMs: untilMinute * MINUTE_MS }).map(
    (ms) => ms / MINUTE_MS,
  );

test('every minute with counts is judged, and those between', () => {
  expect(judged([10, 13], 0, 15)).toEqual([10, 11, 12, 13, 14]);
});

test('minutes that were judged are not judged again', () => {
  expect(judged([10, 13], 11, 15)).toEqual([12, 13, 14]);
});

test('a long silence is stepped through for as long as something may be open, and then left out', () => {
  const steps = judged([0, 100_000], -1, 100_001);
  expect(steps.slice(0, 480)).toEqual(Array.from({ length: 480 }, (_, at) => at));
  expect(steps.slice(480)).toEqual([100_000]);
});

test('an hour is rolled at once, and nothing is judged before it is rolled', async () => {
  const calls: string[] = [];
  const backlog = startBacklog({
    roll: async (touched) => void calls.push(`roll ${touched.length}`),
    detect: async (nowMs) => {
      calls.push(`detect ${nowMs / MINUTE_MS}`);
      return [];
    },
    notify: async () => ({ sent: 0, failures: [] }),
  });
  backlog.add(minutes(0, 1, 60).map((minuteStartMs) => ({ minuteStartMs, shard: 0 })));
  backlog.add(minutes(1).map((minuteStartMs) => ({ minuteStartMs, shard: 0 })));
  await backlog.settle(2 * MINUTE_MS);
  expect(calls).toEqual(['roll 2', 'roll 1', 'detect 1', 'detect 2']);
});
