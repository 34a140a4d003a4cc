import { describe, expect, test } from 'vitest';
import { beginLoss, type Loss, packLoss, stepLoss, unpackLoss } from '#shared/domain/detect/loss.ts';
import { usualLag } from '#shared/domain/detect/report-lag.ts';
import { randomFrom } from '../../../cli/local/gateway/random.ts';

const DAY = 1440;

interface Carrier {
  /** Submits a minute, and the part of them that is reported. */
  readonly rate: number;
  readonly reportedShare: number;
  readonly lagMinutes: number;
  readonly minutes: number;
  /** Part of the reports of a minute that come. */
  readonly comes?: (minute: number) => number;
}

/** Submits at random, each reported after an exponential lag. */
function follow({ rate, reportedShare, lagMinutes, minutes, comes = () => 1 }: Carrier) {
  const random = randomFrom(7);
  const due = new Map<number, number>();
  const changes: [string, number][] = [];
  let state: Loss = beginLoss(0);
  for (let minute = 0; minute < minutes; minute++) {
    const submits = random.poisson(rate);
    for (let at = 0; at < submits; at++) {
      if (random.next() >= reportedShare) continue;
      const later = minute + Math.round(-Math.log(1 - random.next()) * lagMinutes);
      due.set(later, (due.get(later) ?? 0) + 1);
    }
    const all = due.get(minute) ?? 0;
    due.delete(minute);
    const reports = comes(minute) === 1 ? all : random.poisson(all * comes(minute));
    const step = stepLoss(state, { minute, submits, reports, isHeard: submits + reports > 0 }, true);
    if (step.change) changes.push([step.change, minute]);
    state = step.state;
  }
  return { changes, state };
}

describe('reports that stop', () => {
  const stopsFor = (from: number, to: number) => (minute: number) => (minute >= from && minute < to ? 0 : 1);

  test.each([
    ['a busy carrier', { rate: 40, reportedShare: 0.8, lagMinutes: 3 }, 25],
    ['a carrier whose reports take an hour', { rate: 20, reportedShare: 0.8, lagMinutes: 45 }, 40],
    ['a service of which one in ten asks for reports', { rate: 40, reportedShare: 0.1, lagMinutes: 10 }, 60],
  ])('are told of %s, and that they come again', (_, carrier, withinMinutes) => {
    const from = 2 * DAY + 600;
    const { changes } = follow({ ...carrier, minutes: 2 * DAY + 1200, comes: stopsFor(from, from + 240) });
    expect(changes.map(([change]) => change)).toEqual(['opened', 'recovered']);
    expect((changes[0]?.[1] ?? 0) - from).toBeLessThanOrEqual(withinMinutes);
  });

  test('are told where three in four are lost', () => {
    const comes = (minute: number) => (minute >= 2 * DAY ? 0.25 : 1);
    const { changes } = follow({ rate: 30, reportedShare: 0.9, lagMinutes: 5, minutes: 2 * DAY + 240, comes });
    expect(changes.map(([change]) => change)).toEqual(['opened']);
  });

  test.each([
    [40, 0.8, 3],
    [2, 0.5, 120],
    [0.05, 0.9, 10],
  ])('are no news at %f a minute, %f reported after %i minutes, while they come', (rate, reportedShare, lagMinutes) => {
    expect(follow({ rate, reportedShare, lagMinutes, minutes: 7 * DAY }).changes).toEqual([]);
  });

  test.each([
    [2, 2],
    [45, 45],
    [200, 180],
  ])('have a usual lag: of %i minutes it learns %i', (lagMinutes, learned) => {
    const { state } = follow({ rate: 30, reportedShare: 0.7, lagMinutes, minutes: 2 * DAY });
    expect(usualLag(state.lags).minutes).toBe(learned);
  });

  test('are unpacked as they were packed, firing or not', () => {
    for (const minutes of [50, 2 * DAY + 100]) {
      const { state } = follow({ rate: 30, reportedShare: 0.7, lagMinutes: 5, minutes, comes: stopsFor(2 * DAY, 9e9) });
      expect(unpackLoss(packLoss(state))).toEqual(state);
    }
  });
});
