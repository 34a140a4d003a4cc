import { describe, expect, test } from 'vitest';
import { memoryDeliveryLog } from '#shared/adapters/memory.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { deliver, redeliver } from '#shared/pipeline/deliver.ts';
import type { KeptMessage } from '#shared/ports.ts';
import { NOON_MS } from '../builders.ts';

const message = (id: string, atMs = NOON_MS): KeptMessage => ({ id, atMs, text: id });

/** A channel that takes or refuses as it is told, and what it was sent: single messages as they are, several in brackets. */
function channel() {
  const sent: string[] = [];
  const world: { refusal: Error | null; isSilent: boolean } = { refusal: null, isSilent: false };
  const take = (what: string) => {
    if (world.refusal) throw world.refusal;
    sent.push(what);
    if (world.isSilent) throw new Error('the reply is lost');
  };
  const ports = {
    deliveries: memoryDeliveryLog(),
    send: async ({ id }: KeptMessage) => take(id),
    sendTogether: async (messages: readonly KeptMessage[]) => take(`[${messages.map(({ id }) => id).join(' ')}]`),
  };
  return { sent, world, ports };
}

describe('a notification that comes to a channel', () => {
  test('is sent, and its repeat is dropped', async () => {
    const { sent, ports } = channel();
    expect(await deliver(message('a'), NOON_MS, ports)).toEqual({ outcome: 'sent' });
    expect(await deliver(message('a'), NOON_MS + HOUR_MS, ports)).toEqual({ outcome: 'repeated' });
    expect(sent).toEqual(['a']);
  });

  test('is sent once where it comes twice at the same time', async () => {
    const { sent, ports } = channel();
    await Promise.all([deliver(message('a'), NOON_MS, ports), deliver(message('a'), NOON_MS, ports)]);
    expect(sent).toEqual(['a']);
  });

  test.each([
    ['is unreachable', new Error('socket hang up'), 2],
    ['answers 500', new Refusal('Slack answered 500'), 2],
    ['answers 429 for a minute', new Refusal('busy', { retryAfterMs: MINUTE_MS }), 2],
    ['answers 429 for five minutes', new Refusal('busy', { retryAfterMs: 5 * MINUTE_MS }), 5],
    ['answers 429 for a week', new Refusal('busy', { retryAfterMs: 168 * HOUR_MS }), 60],
  ])('is kept where the channel %s, and sent when that is over', async (_what, refusal, minutes) => {
    const { sent, world, ports } = channel();
    world.refusal = refusal;
    expect(await deliver(message('a'), NOON_MS, ports)).toEqual({ outcome: 'kept', cause: refusal });
    world.refusal = null;
    expect(await redeliver(NOON_MS + minutes * MINUTE_MS - 1, ports)).toBeNull();
    expect(await redeliver(NOON_MS + minutes * MINUTE_MS, ports)).toEqual({ outcome: 'sent' });
    expect(await redeliver(NOON_MS + 2 * HOUR_MS, ports)).toBeNull();
    expect(sent).toEqual([minutes < 10 ? 'a' : '[a]']);
  });

  test('is sent again where the reply was lost', async () => {
    const { sent, world, ports } = channel();
    world.isSilent = true;
    await deliver(message('a'), NOON_MS, ports);
    world.isSilent = false;
    await redeliver(NOON_MS + 2 * MINUTE_MS, ports);
    expect(sent).toEqual(['a', 'a']);
  });

  test('goes in the plainest form where its own is refused for ten minutes', async () => {
    const { sent, world, ports } = channel();
    const send = async () => Promise.reject(new Refusal('Slack answered 400 invalid_blocks'));
    await deliver(message('a'), NOON_MS, { ...ports, send });
    for (let minute = 2; minute <= 12; minute += 2) await redeliver(NOON_MS + minute * MINUTE_MS, { ...ports, send });
    expect(world.refusal).toBeNull();
    expect(sent).toEqual(['[a]']);
  });
});

describe('a channel that was down for hours', () => {
  test('gets one message and no storm', async () => {
    const { sent, world, ports } = channel();
    world.refusal = new Refusal('Slack answered 503');
    for (let at = 0; at < 60; at++) {
      await deliver(message(`m${at}`, NOON_MS + at * MINUTE_MS), NOON_MS + at * MINUTE_MS, ports);
      await redeliver(NOON_MS + at * MINUTE_MS, ports);
    }
    world.refusal = null;
    for (let at = 0; at < 5; at++) await redeliver(NOON_MS + HOUR_MS + at * MINUTE_MS, ports);
    expect(sent).toHaveLength(2);
    expect(sent.join(' ').match(/m\d+/g)).toHaveLength(60);
  });
});
