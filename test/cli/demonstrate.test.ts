import { expect, test } from 'vitest';
import { lastPlayBefore } from '../../cli/local/demonstrate.ts';

test.each([
  ['2026-11-29T03:49Z', '2026-11-28T09:00:00.000Z'],
  ['2026-11-29T10:00Z', '2026-11-28T09:00:00.000Z'],
  ['2026-11-29T23:59Z', '2026-11-29T09:00:00.000Z'],
])('at %s the simulated gateway began at %s, so that all of it is past', (now, began) => {
  expect(new Date(lastPlayBefore(Date.parse(now))).toISOString()).toBe(began);
});
