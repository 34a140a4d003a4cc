import { describe, expect, test } from 'vitest';
import { EPISODE_STATES, type Episode, type EpisodeState, REASONS, type Reason } from '#shared/domain/episode.ts';
import { acknowledge, open, pass, transit, unsilence } from '#shared/domain/life.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS, silence } from '../builders.ts';

const nowMs = NOON_MS + 10 * MINUTE_MS;
const heard = { toldMs: NOON_MS } as const;
const inState = (state: EpisodeState, overrides: Partial<Episode> = {}) =>
  episode({ state, resolvedMs: state === 'resolved' ? NOON_MS : null, ...heard, ...overrides });

/** Every pair of a state and what may happen in it: where it leads, and who hears of it. */
const PAIRS: readonly [EpisodeState, Reason, EpisodeState | 'nothing', 'everybody' | 'who heard of it' | 'nobody'][] = [
  ['open', 'opened', 'nothing', 'nobody'],
  ['open', 'widened', 'open', 'everybody'],
  ['open', 'narrowed', 'open', 'everybody'],
  ['open', 'escalated', 'open', 'everybody'],
  ['open', 'reminder', 'open', 'everybody'],
  ['open', 'acknowledged', 'acknowledged', 'everybody'],
  ['open', 'silenced', 'open', 'who heard of it'],
  ['open', 'unsilenced', 'open', 'everybody'],
  ['open', 'silence-ending', 'open', 'who heard of it'],
  ['open', 'silence-expired', 'open', 'everybody'],
  ['open', 'hushed', 'open', 'nobody'],
  ['open', 'announced', 'open', 'everybody'],
  ['open', 'absorbed', 'resolved', 'who heard of it'],
  ['open', 'resolved', 'resolved', 'who heard of it'],
  ['open', 'accepted', 'resolved', 'who heard of it'],
  ['open', 'stale', 'resolved', 'who heard of it'],
  ['open', 'withdrawn', 'resolved', 'who heard of it'],
  ['acknowledged', 'opened', 'nothing', 'nobody'],
  ['acknowledged', 'widened', 'acknowledged', 'everybody'],
  ['acknowledged', 'narrowed', 'acknowledged', 'everybody'],
  ['acknowledged', 'escalated', 'open', 'everybody'],
  ['acknowledged', 'reminder', 'nothing', 'nobody'],
  ['acknowledged', 'acknowledged', 'nothing', 'nobody'],
  ['acknowledged', 'silenced', 'acknowledged', 'who heard of it'],
  ['acknowledged', 'unsilenced', 'acknowledged', 'everybody'],
  ['acknowledged', 'silence-ending', 'acknowledged', 'who heard of it'],
  ['acknowledged', 'silence-expired', 'acknowledged', 'everybody'],
  ['acknowledged', 'hushed', 'acknowledged', 'nobody'],
  ['acknowledged', 'announced', 'acknowledged', 'everybody'],
  ['acknowledged', 'absorbed', 'resolved', 'who heard of it'],
  ['acknowledged', 'resolved', 'resolved', 'who heard of it'],
  ['acknowledged', 'accepted', 'resolved', 'who heard of it'],
  ['acknowledged', 'stale', 'resolved', 'who heard of it'],
  ['acknowledged', 'withdrawn', 'resolved', 'who heard of it'],
  ['resolved', 'opened', 'nothing', 'nobody'],
  ['resolved', 'widened', 'nothing', 'nobody'],
  ['resolved', 'narrowed', 'nothing', 'nobody'],
  ['resolved', 'escalated', 'nothing', 'nobody'],
  ['resolved', 'reminder', 'nothing', 'nobody'],
  ['resolved', 'acknowledged', 'nothing', 'nobody'],
  ['resolved', 'silenced', 'nothing', 'nobody'],
  ['resolved', 'unsilenced', 'nothing', 'nobody'],
  ['resolved', 'silence-ending', 'nothing', 'nobody'],
  ['resolved', 'silence-expired', 'nothing', 'nobody'],
  ['resolved', 'hushed', 'nothing', 'nobody'],
  ['resolved', 'announced', 'nothing', 'nobody'],
  ['resolved', 'absorbed', 'nothing', 'nobody'],
  ['resolved', 'resolved', 'nothing', 'nobody'],
  ['resolved', 'accepted', 'nothing', 'nobody'],
  ['resolved', 'stale', 'nothing', 'nobody'],
  ['resolved', 'withdrawn', 'nothing', 'nobody'],
];

describe('the life of an episode', () => {
  test('has a row for every pair of a state and what may happen in it', () => {
    const all = EPISODE_STATES.flatMap((state) => REASONS.map((reason) => `${state} ${reason}`));
    expect(PAIRS.map(([state, reason]) => `${state} ${reason}`)).toEqual(all);
  });

  test.each(PAIRS)('%s, then %s: %s, told to %s', (state, reason, after, hearers) => {
    const one = transit(inState(state), reason, { nowMs });
    expect(one?.state ?? 'nothing').toBe(after);
    const hears = (overrides: Partial<Episode>) =>
      transit(inState(state, overrides), reason, { nowMs })?.outbox.length ?? 0;
    expect({
      whoHeardOfIt: hears({}),
      whoNeverDid: hears({ toldMs: null }),
      whoIsKeptFromIt: hears({ quiet: 'silenced' }),
    }).toEqual(
      {
        everybody: { whoHeardOfIt: 1, whoNeverDid: 1, whoIsKeptFromIt: 0 },
        'who heard of it': { whoHeardOfIt: 1, whoNeverDid: 0, whoIsKeptFromIt: 1 },
        nobody: { whoHeardOfIt: 0, whoNeverDid: 0, whoIsKeptFromIt: 0 },
      }[hearers],
    );
  });

  test.each(PAIRS.filter(([, , after]) => after !== 'nothing'))(
    '%s, then %s, stands in the history with its reason and has a version of its own',
    (state, reason) => {
      const before = inState(state);
      const after = transit(before, reason, { nowMs, who: 'Ada' });
      expect(after?.version).toBe(before.version + 1);
      expect(after?.history.at(-1)).toEqual({
        atMs: nowMs,
        reason,
        scope: before.scope,
        codes: before.codes,
        who: 'Ada',
      });
      expect(after?.resolvedMs).toBe(after?.state === 'resolved' ? nowMs : null);
    },
  );

  test('begins by opening, which everybody hears of unless it is quiet', () => {
    const blank = episode({ version: 0 });
    expect(open(blank, { nowMs })).toMatchObject({
      state: 'open',
      version: 1,
      toldMs: nowMs,
      outbox: [{ notificationId: `${blank.id}-1`, reason: 'opened', claimedMs: nowMs }],
    });
    expect(open({ ...blank, quiet: 'staged' }, { nowMs })).toMatchObject({
      state: 'open',
      version: 1,
      toldMs: null,
      outbox: [],
      history: [{ reason: 'opened' }],
    });
  });

  test('names who has taken it on', () => {
    expect(acknowledge(inState('open'), 'Ada', nowMs)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { who: 'Ada', atMs: nowMs },
    });
  });
});

describe('as time passes', () => {
  const hidden = silence({ untilMs: nowMs + HOUR_MS });
  const silenced = { quiet: 'silenced', silence: hidden } as const;

  test.each([
    ['nothing quiets it and nothing is due', {}, undefined, null],
    ['maintenance begins', {}, { quiet: 'maintenance' }, 'hushed'],
    ['another episode explains it', {}, { quiet: 'inhibited' }, 'hushed'],
    ['it is silenced', {}, silenced, 'silenced'],
    ['it stays silenced', silenced, silenced, null],
    [
      'another silence takes over',
      silenced,
      { quiet: 'silenced', silence: silence({ id: 's-2', untilMs: null }) },
      'silenced',
    ],
    ['maintenance is over', { quiet: 'maintenance' }, undefined, 'announced'],
    ['what explained it is over', { quiet: 'inhibited' }, undefined, 'announced'],
    ['its rule is on trial no longer', { quiet: 'staged' }, undefined, 'announced'],
    [
      'its silence has run out',
      { quiet: 'silenced', silence: silence({ untilMs: nowMs }) },
      undefined,
      'silence-expired',
    ],
    ['its silence was taken away', silenced, undefined, 'unsilenced'],
    ['silence gives way to maintenance', silenced, { quiet: 'maintenance' }, 'hushed'],
  ] as const)('%s', (_what, before, quieting, reason) => {
    const after = pass(inState('open', { toldMs: nowMs - MINUTE_MS, ...before }), quieting, nowMs);
    expect(after?.history.at(-1)?.reason ?? null).toBe(reason);
    if (after) expect(after.quiet).toBe(quieting?.quiet);
  });

  test('whoever silences it is named to those who heard of it', () => {
    const after = pass(inState('open'), silenced, nowMs);
    expect(after).toMatchObject({ silence: hidden, outbox: [{ reason: 'silenced' }], history: [{ who: 'Ada' }] });
  });

  test('a silence says once that it comes to its end, in spite of itself', () => {
    const before = inState('open', silenced);
    expect(pass(before, silenced, nowMs + 44 * MINUTE_MS)).toBeNull();
    const noticed = pass(before, silenced, nowMs + 48 * MINUTE_MS);
    expect(noticed).toMatchObject({ quiet: 'silenced', outbox: [{ reason: 'silence-ending' }] });
    expect(noticed && pass(noticed, silenced, nowMs + 49 * MINUTE_MS)).toBeNull();
  });

  test('a silence is taken away by somebody', () => {
    expect(unsilence(inState('open', silenced), 'Bo', nowMs)).toMatchObject({
      quiet: undefined,
      silence: undefined,
      history: [{ reason: 'unsilenced', who: 'Bo' }],
    });
  });

  test('reminders come at growing intervals, and daily in the end', () => {
    const reminded: number[] = [];
    let one = open(episode({ version: 0 }), { nowMs: NOON_MS });
    for (let atMs = NOON_MS; atMs < NOON_MS + 90 * HOUR_MS; atMs += MINUTE_MS) {
      const after = pass(one, undefined, atMs);
      if (after) reminded.push((atMs - NOON_MS) / HOUR_MS);
      one = after ?? one;
    }
    expect(reminded).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 39.5, 63.5, 87.5]);
  });

  test.each([
    ['acknowledged', inState('acknowledged', { toldMs: 0 })],
    ['silenced', inState('open', { toldMs: 0, quiet: 'maintenance' })],
    ['over', inState('resolved', { toldMs: 0 })],
  ])('no reminder comes of one that is %s', (_what, one) => {
    expect(pass(one, one.quiet && { quiet: one.quiet }, nowMs)).toBeNull();
  });
});
