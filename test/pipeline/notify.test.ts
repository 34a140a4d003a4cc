import { describe, expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import type { Episode } from '#shared/domain/episode.ts';
import { open, transit } from '#shared/domain/life.ts';
import type { Notification } from '#shared/domain/message/notification.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { notify } from '#shared/pipeline/notify.ts';
import type { EpisodeStore } from '#shared/ports.ts';
import { episode, NOON_MS } from '../builders.ts';

const opened = (id: string, atMs = NOON_MS, overrides: Partial<Episode> = {}) =>
  open(episode({ id, version: 0, openedMs: atMs, ...overrides }), { nowMs: atMs });

/** A topic that takes or refuses as it is told. */
function topic() {
  const told: Notification[] = [];
  const world = { isDown: false, isSilent: false };
  const notifier = {
    async notify(notification: Notification) {
      if (world.isDown) throw new Error('SNS is down');
      told.push(notification);
      if (world.isSilent) throw new Error('the reply is lost');
    },
  };
  return { told, world, notifier };
}
const idsOf = (told: readonly Notification[]) => told.map(({ id }) => id);
const resolve = async (episodes: EpisodeStore, id: string, nowMs: number) => {
  const found = await episodes.find(id);
  const resolved = found && transit(found, 'resolved', { nowMs });
  if (resolved) await episodes.put(resolved);
};

describe('notify', () => {
  test('sends what is new at once, and once', async () => {
    const { episodes } = memoryStores();
    const { told, notifier } = topic();
    await episodes.put(opened('a'));
    expect(await notify(NOON_MS, { episodes, notifier })).toEqual({ sent: 1, failures: [] });
    expect(await notify(NOON_MS + 1, { episodes, notifier })).toEqual({ sent: 0, failures: [] });
    expect(idsOf(told)).toEqual(['a-1']);
    expect((await episodes.find('a'))?.outbox).toEqual([]);
  });

  test('sends nothing twice where several do it beside each other', async () => {
    const { episodes } = memoryStores();
    const { told, notifier } = topic();
    for (const id of ['a', 'b', 'c']) await episodes.put(opened(id));
    await Promise.all([1, 2, 3, 4].map(() => notify(NOON_MS, { episodes, notifier })));
    expect(idsOf(told).sort()).toEqual(['a-1', 'b-1', 'c-1']);
  });

  test('leaves to its sender what was taken up, and after two minutes sends it under the same id', async () => {
    const { episodes } = memoryStores();
    const { told, world, notifier } = topic();
    await episodes.put(opened('a'));
    world.isSilent = true;
    await notify(NOON_MS, { episodes, notifier });
    world.isSilent = false;
    await notify(NOON_MS + 2 * MINUTE_MS - 1, { episodes, notifier });
    expect(idsOf(told)).toEqual(['a-1']);
    await notify(NOON_MS + 2 * MINUTE_MS, { episodes, notifier });
    await notify(NOON_MS + HOUR_MS, { episodes, notifier });
    expect(idsOf(told)).toEqual(['a-1', 'a-1']);
  });

  test('takes out of the outbox what is sent, though the episode has moved on meanwhile', async () => {
    const { episodes } = memoryStores();
    await episodes.put(opened('a'));
    const notifier = { notify: () => resolve(episodes, 'a', NOON_MS + 1) };
    await notify(NOON_MS, { episodes, notifier });
    expect((await episodes.find('a'))?.outbox.map(({ reason }) => reason)).toEqual(['resolved']);
  });

  test('tells the failure, and goes on with the others', async () => {
    const { episodes } = memoryStores();
    const told: string[] = [];
    const notifier = {
      async notify({ id }: Notification) {
        if (id === 'a-1') throw new Error('too large');
        told.push(id);
      },
    };
    for (const id of ['a', 'b']) await episodes.put(opened(id));
    const { sent, failures } = await notify(NOON_MS, { episodes, notifier });
    expect([sent, told, failures.map(({ notificationId }) => notificationId)]).toEqual([1, ['b-1'], ['a-1']]);
  });
});

describe('after hours in which nothing could be sent', () => {
  const outage = async () => {
    const { episodes } = memoryStores();
    const { told, world, notifier } = topic();
    world.isDown = true;
    for (let at = 0; at < 40; at++) {
      const atMs = NOON_MS + at * 5 * MINUTE_MS;
      const severity = at === 30 ? 'critical' : 'warning';
      await episodes.put(opened(`e${at}`, atMs, { severity }));
      if (at !== 30 && at !== 35) await resolve(episodes, `e${at}`, atMs + MINUTE_MS);
      await notify(atMs + 2 * MINUTE_MS, { episodes, notifier });
    }
    world.isDown = false;
    const nowMs = NOON_MS + 4 * HOUR_MS;
    return { episodes, told, notifier, nowMs };
  };

  test('one digest is sent and no storm, and it holds every one of them', async () => {
    const { episodes, told, notifier, nowMs } = await outage();
    expect(await notify(nowMs, { episodes, notifier })).toEqual({ sent: 1, failures: [] });
    const [digest] = told;
    expect(digest?.late).toHaveLength(40 + 38);
    expect(new Set(digest?.late?.map(({ id }) => id)).size).toBe(78);
    expect(digest?.episode.id).toBe('e30');
    await notify(nowMs + HOUR_MS, { episodes, notifier });
    expect(told).toHaveLength(1);
    expect((await episodes.listActive()).map(({ id }) => id).sort()).toEqual(['e30', 'e35']);
  });

  test('what is news goes by itself beside the digest', async () => {
    const { episodes, told, notifier, nowMs } = await outage();
    await episodes.put(opened('new', nowMs));
    await notify(nowMs, { episodes, notifier });
    expect(idsOf(told)).toEqual([expect.stringMatching(/^e30-1-and-77-more-/), 'new-1']);
  });

  test('the same digest has the same id when its reply was lost', async () => {
    const { episodes, told, nowMs } = await outage();
    const silent = {
      async notify(notification: Notification) {
        told.push(notification);
        throw new Error('the reply is lost');
      },
    };
    await notify(nowMs, { episodes, notifier: silent });
    await notify(nowMs + 2 * MINUTE_MS, { episodes, notifier: silent });
    expect(told).toHaveLength(2);
    expect(told[1]?.id).toBe(told[0]?.id);
  });

  test('of one episode its last transition is sent, for all of them', async () => {
    const { episodes } = memoryStores();
    const { told, notifier } = topic();
    await episodes.put(opened('a'));
    await resolve(episodes, 'a', NOON_MS + MINUTE_MS);
    await notify(NOON_MS + HOUR_MS, { episodes, notifier });
    expect(told).toMatchObject([{ reason: 'resolved', late: [{ id: 'a-1' }, { id: 'a-2' }] }]);
  });
});
