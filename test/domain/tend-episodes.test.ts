import { describe, expect, test } from 'vitest';
import type { Episode } from '#shared/domain/episode.ts';
import { NO_HUSH } from '#shared/domain/hush.ts';
import { tendEpisodes } from '#shared/domain/tend-episodes.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS, silence } from '../builders.ts';

const nowMs = NOON_MS + 10 * MINUTE_MS;
const nothing = { ...NO_HUSH, rules: new Set(['provisioning-auth']) };
const one = (overrides: Partial<Episode> = {}) => episode({ toldMs: NOON_MS, ...overrides });
const everywhere = { vasid: null, carrier: null };
const reasonsOf = (episodes: readonly Episode[]) => episodes.map(({ history }) => history.at(-1)?.reason);

describe('a minute', () => {
  test.each([
    ['changes nothing where nothing is due', one(), nothing, []],
    ['reminds of what nobody has taken on', one({ toldMs: nowMs - 30 * MINUTE_MS }), nothing, ['reminder']],
    ['changes nothing of what is over', one({ state: 'resolved', toldMs: 0 }), nothing, []],
    [
      'hushes what is worked on',
      one(),
      { ...nothing, maintenance: [{ scope: everywhere, fromMs: NOON_MS, toMs: nowMs + 1 }] },
      ['hushed'],
    ],
    ['tells of what is worked on no longer', one({ quiet: 'maintenance' }), nothing, ['announced']],
    ['hushes a rule that was put on trial', one(), { ...nothing, staged: new Set(['provisioning-auth']) }, ['hushed']],
    ['finds a silence that was made elsewhere', one(), { ...nothing, silences: [silence()] }, ['silenced']],
    [
      'finds that a silence has run out',
      one({ quiet: 'silenced', silence: silence({ untilMs: nowMs }) }),
      { ...nothing, silences: [silence({ untilMs: nowMs })] },
      ['silence-expired'],
    ],
    [
      'goes by the longest of several silences',
      one({ quiet: 'silenced', silence: silence({ id: 'long', untilMs: nowMs + HOUR_MS }) }),
      { ...nothing, silences: [silence({ untilMs: nowMs + 1 }), silence({ id: 'long', untilMs: nowMs + HOUR_MS })] },
      [],
    ],
    ['ends what is watched no longer', one({ rule: 'gone' }), nothing, ['withdrawn']],
    ['leaves what no rule of codes has opened', one({ rule: 'lost-logs', codes: [] }), nothing, []],
  ])('%s', (_what, before, hush, reasons) => {
    expect(reasonsOf(tendEpisodes([before], hush, nowMs))).toEqual(reasons);
  });

  test('hushes what another explains, for as long as that goes on', () => {
    const silent = one({ id: 'silent', rule: 'no-traffic', codes: [] });
    const deaf = one({ id: 'deaf', rule: 'no-logs', codes: [], scope: everywhere });
    const [hushed] = tendEpisodes([silent, deaf], { ...nothing, others: [silent, deaf] }, nowMs);
    expect(hushed).toMatchObject({ id: 'silent', quiet: 'inhibited', outbox: [] });
    const over = { ...deaf, state: 'resolved' as const };
    const [told] = tendEpisodes(hushed ? [hushed] : [], { ...nothing, others: [over] }, nowMs + MINUTE_MS);
    expect(told).toMatchObject({ quiet: undefined, outbox: [{ reason: 'announced' }] });
  });
});
