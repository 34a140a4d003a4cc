import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginSilence, packSilence, type Silence, stepSilence, unpackSilence } from '#shared/domain/detect/silence.ts';
import { randomFrom } from '../../../cli/local/gateway/random.ts';

const DAY = 1440;
/** A Monday, midnight UTC. */
const MONDAY = 20_780 * DAY;

type CountAt = (minute: number) => number;

/** Steps through minutes in which so much is heard; the changes and the state left. */
function listen(countAt: CountAt, minutes: number, { counts = true } = {}) {
  const changes: [string, number][] = [];
  let now: Silence = beginSilence(MONDAY);
  let heardMinute: number | null = null;
  for (let minute = MONDAY; minute < MONDAY + minutes; minute++) {
    if (countAt(minute) > 0) heardMinute = minute;
    const settled = { minute: minute - 5, count: countAt(minute - 5) };
    const step = stepSilence(now, { minute, heardMinute, settled, counts });
    if (step.change) changes.push([step.change, minute - MONDAY]);
    now = step.state;
  }
  return { changes, state: now };
}

/** 30 a minute from 08:00 to 20:00 on working days, else nothing. */
const officeHours: CountAt = (minute) => {
  const dayOfWeek = (Math.floor(minute / DAY) + 4) % 7;
  const hour = Math.floor(minute / 60) % 24;
  return dayOfWeek > 0 && dayOfWeek < 6 && hour >= 8 && hour < 20 ? 30 : 0;
};

describe('silence', () => {
  test('is told a quarter of an hour after a busy stream ends, and is over when it is heard again', () => {
    const stops = (minute: number) => (minute >= MONDAY + 2 * DAY && minute < MONDAY + 2 * DAY + 120 ? 0 : 50);
    expect(listen(stops, 2 * DAY + 200).changes).toEqual([
      ['opened', 2 * DAY + 14],
      ['recovered', 2 * DAY + 122],
    ]);
  });

  test('of the night and of the second weekend is usual', () => {
    const { changes } = listen(officeHours, 15 * DAY);
    expect(changes.filter(([, minute]) => minute < 5 * DAY)).toEqual([]);
    expect(changes.filter(([, minute]) => minute > 8 * DAY)).toEqual([]);
  });

  test('at noon of a working day is not usual where nights are silent', () => {
    const noon = MONDAY + 3 * DAY + 12 * 60;
    const { changes } = listen((minute) => (minute >= noon ? 0 : officeHours(minute)), 3 * DAY + 13 * 60);
    expect(changes).toEqual([['opened', 3 * DAY + 12 * 60 + 14]]);
  });

  test('of an account of three messages an hour is no alarm while it lasts no longer than chance has it', () => {
    const random = randomFrom(3);
    const counts = Array.from({ length: 14 * DAY }, () => random.poisson(0.05));
    expect(listen((minute) => counts[minute - MONDAY] ?? 0, 14 * DAY).changes).toEqual([]);
  });

  test('of such an account is told within a day', () => {
    const random = randomFrom(4);
    const counts = Array.from({ length: 7 * DAY }, () => random.poisson(0.05));
    const { changes } = listen((minute) => counts[minute - MONDAY] ?? 0, 8 * DAY);
    expect(changes.map(([change]) => change)).toEqual(['opened']);
  });

  test('says nothing on the first day, nor where it does not count', () => {
    const stops = (minute: number) => (minute < MONDAY + 600 ? 50 : 0);
    expect(listen(stops, DAY - 1).changes).toEqual([]);
    const later = (minute: number) => (minute < MONDAY + 2 * DAY ? 50 : 0);
    expect(listen(later, 3 * DAY, { counts: false }).changes).toEqual([]);
  });

  test('that lasts for a week is how things are now', () => {
    const { changes } = listen((minute) => (minute < MONDAY + 2 * DAY ? 50 : 0), 10 * DAY);
    expect(changes.map(([change]) => change)).toEqual(['opened', 'accepted']);
  });

  test('stepped again changes nothing', () => {
    const { state } = listen(() => 5, 100);
    const again = { minute: state.lastMinute, heardMinute: null, settled: { minute: 0, count: 9 }, counts: true };
    expect(stepSilence(state, again)).toEqual({ state, change: null });
  });

  test('is unpacked as it was packed', () => {
    const heard = fc.array(fc.nat(3), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(heard, (counts) => {
        const { state } = listen((minute) => counts[minute - MONDAY] ?? 0, counts.length + 40);
        expect(unpackSilence(packSilence(state))).toEqual(state);
      }),
      { numRuns: 30 },
    );
  });
});
