import { expect, test } from 'vitest';
import { isActive, wasOpenBetween } from '#shared/domain/episode.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../builders.ts';

test.each([
  ['an open episode', episode(), true],
  [
    'a resolved one with something unsent',
    episode({ state: 'resolved', outbox: [{ notificationId: 'n', reason: 'resolved', claimedMs: 0 }] }),
    true,
  ],
  ['a resolved one', episode({ state: 'resolved' }), false],
])('%s is active: %s', (_what, one, active) => {
  expect(isActive(one)).toBe(active);
});

test.each([
  ['before it began', NOON_MS - 10, NOON_MS, false],
  ['while it lasted', NOON_MS, NOON_MS + 1, true],
  ['after it ended', NOON_MS + MINUTE_MS, NOON_MS + 2 * MINUTE_MS, false],
])('a range %s', (_when, fromMs, toMs, open) => {
  expect(wasOpenBetween(episode({ resolvedMs: NOON_MS + MINUTE_MS }), fromMs, toMs)).toBe(open);
});
