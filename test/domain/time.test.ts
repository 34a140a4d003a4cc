import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay, formatDuration, formatMinute, startOf, stepsBetween } from '#shared/domain/time.ts';

const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2199, 11, 31) });

describe('time', () => {
  test('days and minutes are those of the calendar', () => {
    fc.assert(
      fc.property(instant, (instantMs) => {
        const iso = new Date(instantMs).toISOString();
        expect(formatDay(instantMs)).toBe(iso.slice(0, 10));
        expect(formatMinute(instantMs)).toBe(`${iso.slice(0, 16)}Z`);
      }),
    );
  });

  test.each([
    ['minute', '2026-11-23T12:34:00.000Z'],
    ['hour', '2026-11-23T12:00:00.000Z'],
    ['day', '2026-11-23T00:00:00.000Z'],
  ] as const)('the %s of an instant starts at %s', (step, start) => {
    expect(startOf(step, Date.parse('2026-11-23T12:34:56.789Z'))).toBe(Date.parse(start));
  });

  test('steps between two instants touch all of a half-open range', () => {
    expect(stepsBetween('minute', 30_000, 120_000)).toEqual([0, 60_000]);
  });

  test.each([
    [45_000, '45 s'],
    [12 * 60_000, '12 min'],
    [185 * 60_000, '3 h 05 min'],
    [52 * 3_600_000, '2 d 4 h'],
  ])('%d ms are said as %s', (durationMs, words) => {
    expect(formatDuration(durationMs)).toBe(words);
  });
});
