import { expect, test } from 'vitest';
import { withoutRepeats } from '#shared/domain/batch.ts';
import { logEvent } from '../builders.ts';

test('an event that a delivery holds twice is kept once, in its place', () => {
  const [a, b] = [logEvent({ id: 'a' }), logEvent({ id: 'b' })];
  expect(withoutRepeats([a, b, a])).toEqual([a, b]);
});

test('events that are all different are left as they are', () => {
  const events = [logEvent({ id: 'a' }), logEvent({ id: 'b' })];
  expect(withoutRepeats(events)).toBe(events);
});
