import { expect, test } from 'vitest';
import { instantOf } from '../../cli/relative-time.ts';

/** A Wednesday. */
const NOW_MS = Date.UTC(2026, 10, 25, 9, 30);

test.each([
  ['now', '2026-11-25T09:30:00.000Z'],
  ['2h', '2026-11-25T07:30:00.000Z'],
  ['7d', '2026-11-18T09:30:00.000Z'],
  ['today', '2026-11-25T00:00:00.000Z'],
  ['yesterday', '2026-11-24T00:00:00.000Z'],
  ['yesterday 14:00', '2026-11-24T14:00:00.000Z'],
  ['Yesterday, 9:05', '2026-11-24T09:05:00.000Z'],
  ['14:00', '2026-11-25T14:00:00.000Z'],
  ['monday', '2026-11-23T00:00:00.000Z'],
  ['wednesday 08:00', '2026-11-25T08:00:00.000Z'],
  ['thursday', '2026-11-19T00:00:00.000Z'],
  ['2026-11-23 10:42', '2026-11-23T10:42:00.000Z'],
  ['2026-11-23T10:42+01:00', '2026-11-23T09:42:00.000Z'],
])('%s is %s', (said, instant) => {
  expect(new Date(instantOf(said, NOW_MS) ?? 0).toISOString()).toBe(instant);
});

test.each(['', 'soon', 'yesterday 24:00', '12:60', 'tomorrowish', '2026-02-30', '2w'])('%j is no time', (said) => {
  expect(instantOf(said, NOW_MS)).toBeNull();
});
