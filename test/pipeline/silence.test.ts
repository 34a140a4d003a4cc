import { describe, expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { silence, unsilence } from '#shared/pipeline/silence.ts';
import { episode, NOON_MS } from '../builders.ts';

const nowMs = NOON_MS + 5 * MINUTE_MS;
const asked = { author: 'Ada', reason: 'new keys tonight', durationMs: HOUR_MS } as const;
const worldOf = async (...episodes: ReturnType<typeof episode>[]) => {
  const stores = memoryStores();
  for (const one of episodes) await stores.episodes.put({ ...one, toldMs: NOON_MS });
  return stores;
};
const stateOf = async (stores: ReturnType<typeof memoryStores>, id: string) => {
  const found = await stores.episodes.find(id);
  return [found?.quiet ?? null, found?.history.at(-1)?.reason ?? null, found?.history.at(-1)?.who ?? null];
};

describe('a silence', () => {
  test.each([
    ['its episode', { episodeId: 'a' }, ['a']],
    ['a rule', { rule: 'provisioning-auth' }, ['a', 'both']],
    ['a code, and not what has another code as well', { code: 2568 }, ['a', 'other-rule']],
    ['a service, and not what is wider', { vasid: 'svc-1' }, ['a', 'both']],
    ['a carrier', { carrier: '31003' }, ['other-rule']],
    ['all of several', { rule: 'provisioning-auth', code: 2568 }, ['a']],
  ])('hides %s', async (_what, matcher, hidden) => {
    const stores = await worldOf(
      episode({ id: 'a' }),
      episode({ id: 'both', codes: [2568, 3520] }),
      episode({ id: 'other-rule', rule: 'carrier', scope: { vasid: null, carrier: '31003' } }),
      episode({
        id: 'over',
        state: 'resolved',
        resolvedMs: NOON_MS,
        outbox: [{ notificationId: 'n', reason: 'resolved', claimedMs: 0 }],
      }),
    );
    const outcome = await silence({ ...asked, matcher }, nowMs, stores);
    expect('hidden' in outcome && outcome.hidden.map(({ id }) => id)).toEqual(hidden);
    for (const id of hidden) expect(await stateOf(stores, id)).toEqual(['silenced', 'silenced', 'Ada']);
    expect((await stores.silences.list()).map(({ matcher: kept }) => kept)).toEqual([matcher]);
  });

  test.each([
    ['nothing', {}, asked],
    ['an episode that is not there', { episodeId: 'nobody' }, asked],
    ['one that is over', { episodeId: 'over' }, asked],
    ['no reason that can be read', { rule: 'carrier' }, { ...asked, reason: '\u0000\u202e ' }],
    ['nobody who asks', { rule: 'carrier' }, { ...asked, author: '' }],
    ['more than 30 days', { rule: 'carrier' }, { ...asked, durationMs: 31 * 24 * HOUR_MS }],
    ['until resolved, of more than one episode', { rule: 'carrier' }, { ...asked, durationMs: null }],
    ['a name with markup', { rule: '<!channel>' }, asked],
  ])('is refused of %s, with the reason in words', async (_what, matcher, request) => {
    const stores = await worldOf(episode({ id: 'over', state: 'resolved', resolvedMs: NOON_MS }));
    expect(await silence({ ...request, matcher }, nowMs, stores)).toEqual({
      refused: expect.stringMatching(/^.{20,}$/),
    });
    expect(await stores.silences.list()).toEqual([]);
  });

  test('keeps of what a person wrote one line of bounded length', async () => {
    const stores = await worldOf();
    const reason = `new\nkeys\u202e ${'x'.repeat(5_000)}`;
    await silence({ ...asked, reason, author: ' Ada\tL. ', matcher: { rule: 'carrier' } }, nowMs, stores);
    const [kept] = await stores.silences.list();
    expect(kept).toMatchObject({ author: 'Ada L.', reason: expect.stringMatching(/^new keys x{191}$/) });
  });

  test('of an episode lasts until that is resolved, where nothing else is said', async () => {
    const stores = await worldOf(episode({ id: 'a' }));
    await silence({ ...asked, matcher: { episodeId: 'a' }, durationMs: null }, nowMs, stores);
    expect((await stores.episodes.find('a'))?.silence?.untilMs).toBeNull();
  });

  test('gives way to none that is shorter', async () => {
    const stores = await worldOf(episode({ id: 'a' }));
    await silence({ ...asked, matcher: { episodeId: 'a' }, durationMs: null }, nowMs, stores);
    await silence({ ...asked, matcher: { rule: 'provisioning-auth' } }, nowMs + 1, stores);
    expect((await stores.episodes.find('a'))?.silence?.untilMs).toBeNull();
  });
});

describe('a silence that is taken away', () => {
  test('ends with a name, and its episodes are told again', async () => {
    const stores = await worldOf(episode({ id: 'a' }));
    const outcome = await silence({ ...asked, matcher: { rule: 'provisioning-auth' } }, nowMs, stores);
    const id = 'silence' in outcome ? outcome.silence.id : '';
    expect(await unsilence(id, 'Bo', nowMs + 1, stores)).toMatchObject([{ id, untilMs: nowMs + 1, endedBy: 'Bo' }]);
    expect(await stateOf(stores, 'a')).toEqual([null, 'unsilenced', 'Bo']);
    expect(await unsilence(id, 'Bo', nowMs + 2, stores)).toEqual([]);
  });

  test('is found by the episode that it hides', async () => {
    const stores = await worldOf(episode({ id: 'a' }));
    await silence({ ...asked, matcher: { code: 2568 } }, nowMs, stores);
    expect(await unsilence('a', 'Bo', nowMs + 1, stores)).toHaveLength(1);
    expect(await stateOf(stores, 'a')).toEqual([null, 'unsilenced', 'Bo']);
  });

  test('leaves hidden what another silence hides', async () => {
    const stores = await worldOf(episode({ id: 'a' }));
    await silence({ ...asked, matcher: { code: 2568 }, durationMs: 2 * HOUR_MS }, nowMs, stores);
    const shorter = await silence({ ...asked, matcher: { rule: 'provisioning-auth' } }, nowMs, stores);
    await unsilence('silence' in shorter ? shorter.silence.id : '', 'Bo', nowMs + 1, stores);
    expect(await stateOf(stores, 'a')).toEqual(['silenced', 'silenced', 'Ada']);
  });
});
