import { expect, test } from 'vitest';
import { arrivedSince } from '#shared/domain/detect/arrivals.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

const NOON = NOON_MS / MINUTE_MS;
const minute = (after: number, messages: number, failed = 0) =>
  leafMinute({
    startMs: NOON_MS + after * MINUTE_MS,
    messages,
    errors: new Map(failed === 0 ? [] : [[2568, failed]]),
  });
const counted = (messages: number, failed = 0) => ({
  messages,
  errors: new Map(failed === 0 ? [] : [[2568, failed]]),
});

test('what is there is taken once', () => {
  const first = arrivedSince([], [minute(0, 10, 2)], NOON);
  expect(first.counted).toEqual(counted(10, 2));
  expect(arrivedSince(first.taken, [minute(0, 10, 2)], NOON).counted).toEqual(counted(0));
});

test('what comes late is taken when it comes', () => {
  const first = arrivedSince([], [minute(0, 10)], NOON);
  const second = arrivedSince(first.taken, [minute(0, 14, 3), minute(1, 5)], NOON + 1);
  expect(second.counted).toEqual(counted(9, 3));
});

test('minutes that are not over wait', () => {
  expect(arrivedSince([], [minute(0, 10), minute(1, 4)], NOON).counted).toEqual(counted(10));
});

test('what is later than half an hour is in the tables alone', () => {
  expect(arrivedSince([], [minute(0, 10)], NOON + 29).counted).toEqual(counted(10));
  expect(arrivedSince([], [minute(0, 10)], NOON + 30).counted).toEqual(counted(0));
});

test('counts that shrank take nothing back, and count again only beyond what was taken', () => {
  const { taken } = arrivedSince([], [minute(0, 10, 4)], NOON);
  const shrunk = arrivedSince(taken, [minute(0, 8, 1)], NOON + 1);
  expect(shrunk.counted).toEqual(counted(0));
  expect(arrivedSince(shrunk.taken, [minute(0, 12, 5)], NOON + 2).counted).toEqual(counted(2, 1));
});

test('an error that was a success before is a message as well', () => {
  const { taken } = arrivedSince([], [minute(0, 10)], NOON);
  expect(arrivedSince(taken, [minute(0, 10, 2)], NOON + 1).counted).toEqual(counted(2, 2));
});
