import { expect, test } from 'vitest';
import { bodyOf } from '#shared/domain/message/body.ts';
import { digestOf } from '#shared/domain/message/notification.ts';
import { textOf } from '#shared/domain/message/text.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../../builders.ts';

const waiting = (id: string, minute: number, reason: 'opened' | 'resolved' = 'opened', carrier = '31003') => ({
  episode: episode({
    id,
    codes: [3520],
    scope: { vasid: null, carrier },
    state: reason === 'opened' ? 'open' : 'resolved',
  }),
  entry: { notificationId: `${id}-${minute}`, reason, claimedMs: NOON_MS + minute * MINUTE_MS },
});

test('what could not be sent is one message, an episode a line as it stands now', () => {
  const digest = digestOf([
    waiting('a', 0),
    waiting('b', 3, 'resolved', '31002'),
    waiting('b', 1, 'resolved', '31002'),
  ]);
  expect(digest && textOf(digest)).toEqual({
    title: 'CAUGHT UP: 3 messages could not be sent since 2026-11-23T12:00Z',
    lines: [
      '12:00 UTC ALERT: 3520 Provisioning issue: carrier 31003',
      '12:03 UTC RESOLVED: 3520 Provisioning issue: carrier 31002',
    ],
  });
  expect(digest && bodyOf(digest).late).toEqual([
    { id: 'a-0', reason: 'opened', atMs: NOON_MS, episodeId: 'a' },
    { id: 'b-1', reason: 'resolved', atMs: NOON_MS + MINUTE_MS, episodeId: 'b' },
    { id: 'b-3', reason: 'resolved', atMs: NOON_MS + 3 * MINUTE_MS, episodeId: 'b' },
  ]);
});

test('hundreds of episodes are told in a few lines', () => {
  const digest = digestOf(Array.from({ length: 300 }, (_, at) => waiting(`e${at}`, at)));
  const { lines = [] } = digest ? textOf(digest) : {};
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('288 earlier episodes are not shown here');
});
