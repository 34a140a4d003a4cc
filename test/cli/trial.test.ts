import { describe, expect, test } from 'vitest';
import { EVERYWHERE } from '#shared/domain/detect/rule.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { compareEpisodes } from '../../cli/local/backtest/compare.ts';
import type { CountRow } from '../../cli/local/backtest/count-row.ts';
import { startTrial } from '../../cli/local/backtest/trial.ts';
import { summaryOf } from '../../cli/local/backtest/trial-summary.ts';
import { episode, NOON_MS } from '../builders.ts';

const NOON = NOON_MS / MINUTE_MS;
const row = (after: number, changes: Partial<CountRow> = {}): CountRow => ({
  ...{ minute: NOON + after, arrival: NOON + after, vasid: 'svc-1', carrier: '31002', total: 100, codes: {} },
  ...{ batch: undefined, ...changes },
});
/** An hour and a half of three pairs, of which one fails for ten minutes. */
const minutes = Array.from({ length: 90 }, (_, after) => ({
  minute: NOON + after,
  rows: [
    row(after, { codes: after >= 30 && after < 40 ? { 2568: 60 } : {} }),
    row(after, { carrier: '31003' }),
    row(after, { vasid: 'svc-2' }),
  ],
}));
const triedOn = (watch: Parameters<typeof startTrial>[0]) => {
  const trial = startTrial(watch);
  for (const arrived of minutes) trial.step(arrived);
  return trial.episodes();
};
const window = { scope: { vasid: 'svc-1', carrier: null }, fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS };

describe('a trial', () => {
  test('tells an incident as one episode, of the pair that failed, with all that failed', () => {
    expect(triedOn(DEFAULT_WATCH)).toMatchObject([
      {
        ...{ state: 'resolved', scope: { vasid: 'svc-1', carrier: '31002' }, codes: [2568], errors: 600 },
        ...{ sinceMs: NOON_MS + 30 * MINUTE_MS, quiet: undefined },
        history: [{ reason: 'opened' }, { reason: 'resolved' }],
      },
    ]);
  });

  test('records what is worked on, and tells nobody', () => {
    expect(triedOn({ ...DEFAULT_WATCH, maintenance: [window] })).toMatchObject([{ quiet: 'maintenance', outbox: [] }]);
  });

  test('runs plain bounds as well', () => {
    const bounds = {
      minErrors: 5,
      minMessages: 20,
      minShare: 0.5,
      minTimesUsual: 0,
      windowMinutes: 5,
      clearMinutes: 10,
    };
    const rule = { ...EVERYWHERE, name: 'mine', kind: 'rate', codes: [2568], severity: 'warning', ...bounds } as const;
    expect(triedOn({ ...DEFAULT_WATCH, rules: [rule] })).toMatchObject([{ rule: 'mine', state: 'resolved' }]);
  });
});

describe('what a trial came to', () => {
  const day = { fromMs: NOON_MS, toMs: NOON_MS + 48 * HOUR_MS };
  const sent = { notificationId: 'a', reason: 'opened', claimedMs: 0 } as const;
  const first = episode({ id: 'a', openedMs: NOON_MS, resolvedMs: NOON_MS + HOUR_MS, outbox: [sent] });

  test('is episodes, hours, notifications a day', () => {
    const open = episode({ id: 'b', openedMs: NOON_MS + 47 * HOUR_MS, outbox: [sent] });
    expect(summaryOf([first, open], day)).toEqual({
      ...{ episodes: 2, hoursOpen: 2, flaps: 0, notifications: 2, notificationsPerDay: 1 },
    });
  });

  test.each([
    ['within the hour', { openedMs: NOON_MS + 2 * HOUR_MS }, 1],
    ['after more than an hour', { openedMs: NOON_MS + 2 * HOUR_MS + 1 }, 0],
    ['about another code', { openedMs: NOON_MS + 2 * HOUR_MS, codes: [3520] }, 0],
    ['about another service', { openedMs: NOON_MS + 2 * HOUR_MS, scope: { vasid: 'svc-2', carrier: null } }, 0],
  ])('an episode that comes again %s', (_when, changes, flaps) => {
    expect(summaryOf([first, episode({ id: 'b', ...changes })], day).flaps).toBe(flaps);
  });
});

describe('other settings', () => {
  const at = (id: string, minutesLater: number, changes = {}) =>
    episode({
      id,
      sinceMs: NOON_MS,
      openedMs: NOON_MS + minutesLater * MINUTE_MS,
      resolvedMs: NOON_MS + HOUR_MS,
      ...changes,
    });
  const elsewhere = { scope: { vasid: 'svc-9', carrier: null } };

  test.each([
    ['gain what was not said', [], [at('b', 5)], { gained: 1, lost: 0, earlier: [], later: [] }],
    [
      'lose what is not said any more',
      [at('a', 5)],
      [at('b', 5, elsewhere)],
      { gained: 1, lost: 1, earlier: [], later: [] },
    ],
    ['say it earlier', [at('a', 9)], [at('b', 5)], { gained: 0, lost: 0, earlier: [4], later: [] }],
    ['say it later', [at('a', 5)], [at('b', 12)], { gained: 0, lost: 0, earlier: [], later: [7] }],
    ['say the same', [at('a', 5)], [at('b', 5)], { gained: 0, lost: 0, earlier: [], later: [] }],
  ])('%s', (_what, now, then, wanted) => {
    const { gained, lost, earlier, later } = compareEpisodes(now, then);
    const by = (moved: typeof earlier) => moved.map(({ byMinutes }) => byMinutes);
    expect({ gained: gained.length, lost: lost.length, earlier: by(earlier), later: by(later) }).toEqual(wanted);
  });
});
