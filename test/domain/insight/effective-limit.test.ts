import { expect, test } from 'vitest';
import { limitsOf } from '#shared/domain/insight/effective-limit.ts';
import { EVERYTHING } from '#shared/domain/scope.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

/** A minute of a service at two carriers, which the limit does not tell apart. */
const minuteOf = (at: number, vasid: string, submits: number, refused: number) => [
  leafMinute({ startMs: NOON_MS + at * MINUTE_MS, vasid, carrier: '1', messages: submits - 1, errors: new Map() }),
  leafMinute({
    ...{ startMs: NOON_MS + at * MINUTE_MS, vasid, carrier: '2', messages: 1 },
    errors: new Map([[3510, refused]]),
  }),
];
const limitsAfter = (minutes: number, leaves: ReturnType<typeof minuteOf>, codes = [3510]) =>
  limitsOf({
    ...{ codes, scope: EVERYTHING, minutes: leaves },
    ...{ sinceMs: NOON_MS, nowMs: NOON_MS + minutes * MINUTE_MS },
  });

test('the limit of a service is what is accepted a minute while it is refused, its headroom what it sends now', () => {
  const leaves = [
    [-1, 60, 0],
    [0, 100, 42],
    [1, 110, 50],
    [2, 90, 33],
  ].flatMap(([at = 0, submits = 0, refused = 0]) => minuteOf(at, 'svc-1', submits, refused));
  expect(limitsAfter(3, leaves)).toEqual([
    { vasid: 'svc-1', acceptedPerMinute: 58, minutes: 3, mostAcceptedPerMinute: null, submitsPerMinute: 100 },
  ]);
});

test('minutes without refusals say that the limit is not the same all the time', () => {
  const leaves = [...minuteOf(0, 'svc-1', 60, 30), ...minuteOf(1, 'svc-1', 64, 0)];
  expect(limitsAfter(2, leaves)).toMatchObject([{ acceptedPerMinute: 30, mostAcceptedPerMinute: 64 }]);
});

test('services that are hardly refused have no limit to be told, and those refused most come first', () => {
  const leaves = [...minuteOf(0, 'a', 60, 2), ...minuteOf(0, 'b', 60, 10), ...minuteOf(0, 'c', 60, 20)];
  expect(limitsAfter(1, leaves).map(({ vasid }) => vasid)).toEqual(['c', 'b']);
});

test('other codes have no limit', () => {
  expect(limitsAfter(1, minuteOf(0, 'a', 60, 20), [2568])).toEqual([]);
});
