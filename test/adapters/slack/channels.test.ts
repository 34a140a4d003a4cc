import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryDeliveryLog, memoryLiveMessages } from '#shared/adapters/memory.ts';
import { postJson } from '#shared/adapters/post.ts';
import { botChannel } from '#shared/adapters/slack/bot.ts';
import { slackCalls } from '#shared/adapters/slack/call.ts';
import { SlackError } from '#shared/adapters/slack/slack-error.ts';
import { webhookChannel } from '#shared/adapters/slack/webhook.ts';
import { parseNotificationBody } from '#shared/adapters/sns-body.ts';
import { bodyOf, type NotificationBody } from '#shared/domain/message/body.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { type Attempt, deliver, redeliver } from '#shared/pipeline/deliver.ts';
import type { KeptMessage } from '#shared/ports.ts';
import { NOON_MS } from '../../builders.ts';
import { BOT_TOKEN, CHANNEL, type FakeSlack, startFakeSlack } from '../../slack/fake-slack.ts';
import { TELLING_EPISODES, TOLD } from '../../telling-episodes.ts';

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.close());

const bodyNamed = (name: string): NotificationBody => {
  const notification = TELLING_EPISODES[name];
  if (!notification) throw new Error(`there is no telling episode ${name}`);
  return bodyOf(notification, TOLD);
};
const OPENED = bodyNamed('credentials-opened');
const TAKEN_ON = bodyNamed('credentials-taken-on');
const RESOLVED = {
  ...bodyNamed('credentials-resolved'),
  episode: { ...bodyNamed('credentials-resolved').episode, version: 3 },
};

describe('a webhook', () => {
  const webhook = () => webhookChannel({ url: async () => slack.webhookUrl, buttons: true }, postJson);

  test('is sent a message for each transition', async () => {
    for (const body of [OPENED, TAKEN_ON, RESOLVED]) await webhook().tell(body, 'first');
    expect(slack.shown().map(({ text }) => text)).toEqual([
      '🔴 ALERT: 2568 Unable to authenticate: service parcel-eta, 4 of 4 carriers',
      '👀 TAKEN ON: 2568 Unable to authenticate: service parcel-eta, 4 of 4 carriers',
      '✅ RESOLVED: 2568 Unable to authenticate: service parcel-eta, 4 of 4 carriers',
    ]);
  });

  test.each([
    [{ kind: 'status', status: 404 }, 'Slack answered 404; make a new webhook', null],
    [{ kind: 'status', status: 503 }, 'Slack answered 503; it is tried again', null],
    [{ kind: 'status', status: 429, retryAfterS: 30 }, 'Slack answered 429; it is tried again', 30_000],
    [{ kind: 'unreachable' }, 'Slack could not be reached; it is tried again', null],
    [{ kind: 'lost-reply' }, 'Slack could not be reached; it is tried again', null],
  ] as const)(
    'that answers with %j is told with the remedy and without its address',
    async (fault, words, retryAfterMs) => {
      slack.strike(fault);
      const error = await webhook()
        .tell(OPENED, 'first')
        .catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(SlackError);
      expect(error).toMatchObject({ message: expect.stringContaining(words), retryAfterMs });
      expect(String(error)).not.toContain('services/T0');
    },
  );

  test('that refuses the blocks gets the text alone', async () => {
    slack.strike({ kind: 'error', error: 'invalid_blocks' });
    await webhook().tell(OPENED, 'first');
    expect(slack.shown()).toMatchObject([{ text: OPENED.title.replace('ALERT', '🔴 ALERT') }]);
    expect(slack.shown()[0]?.blocks).toBeUndefined();
  });
});

describe('a bot', () => {
  const botWith = (token = BOT_TOKEN, channel = CHANNEL) => {
    const calls = slackCalls({ token: async () => token, base: slack.api }, postJson);
    return { channel: botChannel({ channel, buttons: true }, calls, memoryLiveMessages()) };
  };

  test('shows an episode in one message that is edited, with what happened in a thread under it', async () => {
    const { channel } = botWith();
    for (const body of [OPENED, TAKEN_ON, RESOLVED]) await channel.tell(body, 'first');
    const [live, ...thread] = slack.shown();
    expect(live).toMatchObject({ edits: 2, threadTs: null });
    expect(live?.text).toBe('✅ 2568 Unable to authenticate: service parcel-eta, 4 of 4 carriers');
    expect(thread.map(({ threadTs }) => threadTs)).toEqual([live?.ts, live?.ts]);
    expect(thread.map(({ isBroadcast }) => isBroadcast)).toEqual([false, true]);
    expect(JSON.stringify(thread[0])).toContain('Ada Lovelace has taken it on');
  });

  test('never shows an older state over a newer one', async () => {
    const { channel } = botWith();
    for (const body of [OPENED, RESOLVED, TAKEN_ON]) await channel.tell(body, 'first');
    expect(slack.shown()[0]?.text).toContain('✅');
  });

  test('writes a new message where the old one was removed', async () => {
    const { channel } = botWith();
    await channel.tell(OPENED, 'first');
    slack.remove(slack.shown()[0]?.ts ?? '');
    await channel.tell(TAKEN_ON, 'first');
    expect(slack.shown()).toMatchObject([{ threadTs: null, edits: 0 }]);
  });

  test('offers buttons for what can be done, and none for what would do nothing', async () => {
    const { channel } = botWith();
    const buttons = () =>
      slack
        .shown()[0]
        ?.blocks?.flatMap((block) => (block.type === 'actions' ? block.elements : []))
        .map(({ text }) => text.text);
    await channel.tell(OPENED, 'first');
    expect(buttons()).toEqual([
      ...['I take it on', 'Silence 1 h', 'Silence 4 h', 'Silence until resolved'],
      ...['Console', 'Logs', 'Runbook', 'About this cause'],
    ]);
    await channel.tell(TAKEN_ON, 'first');
    expect(buttons()).not.toContain('I take it on');
    await channel.tell(RESOLVED, 'first');
    expect(buttons()).toEqual(['Console', 'Logs', 'Runbook', 'About this cause']);
  });

  test.each([
    ['a wrong token', ['xoxb-wrong', CHANNEL], 'invalid_auth'],
    ['a channel that it is not in', [BOT_TOKEN, 'C9999999999'], 'channel_not_found'],
  ] as const)('with %s is refused, and says what to look at', async (_what, [token, where], error) => {
    await expect(botWith(token, where).channel.tell(OPENED, 'first')).rejects.toThrow(
      `Slack answered ${error}; look at the bot's token, its scopes and its channels`,
    );
  });

  test('lets one of two calls write the message of an episode, and the other come later', async () => {
    const { channel } = botWith();
    const both = await Promise.allSettled([channel.tell(OPENED, 'first'), channel.tell(TAKEN_ON, 'first')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(slack.shown().filter(({ threadTs }) => threadTs === null)).toHaveLength(1);
  });

  test('that lost a reply while it edited edits again, and tells it once in the thread', async () => {
    const { channel } = botWith();
    await channel.tell(OPENED, 'first');
    slack.strike({ kind: 'lost-reply' });
    await expect(channel.tell(TAKEN_ON, 'first')).rejects.toThrow('could not be reached');
    await channel.tell(TAKEN_ON, 'first');
    expect(slack.shown().map(({ edits, threadTs }) => [edits, threadTs !== null])).toEqual([
      [2, false],
      [0, true],
    ]);
  });

  describe('that wrote without an answer', () => {
    /** A bot whose claims end when the clock is set on. */
    const forgetful = () => {
      const clock = { nowMs: NOON_MS };
      const calls = slackCalls({ token: async () => BOT_TOKEN, base: slack.api }, postJson);
      const live = memoryLiveMessages(() => clock.nowMs);
      return { clock, channel: botChannel({ channel: CHANNEL, buttons: true }, calls, live) };
    };
    const losesTheReply = async (telling: Promise<void>) => {
      await expect(telling).rejects.toThrow('Slack could not be reached');
    };
    const topLevel = () => slack.shown().filter(({ threadTs }) => threadTs === null);

    test('finds the message of an episode, and shows there what came since', async () => {
      const { channel, clock } = forgetful();
      slack.grantReading();
      slack.strike({ kind: 'lost-reply' });
      await losesTheReply(channel.tell(OPENED, 'first'));
      clock.nowMs += 2 * MINUTE_MS;
      await channel.tell(OPENED, 'again');
      await channel.tell(TAKEN_ON, 'first');
      expect(slack.shown().map(({ edits, threadTs }) => [edits, threadTs !== null])).toEqual([
        [1, false],
        [0, true],
      ]);
    });

    test('finds it for another notification that comes before the first is tried again', async () => {
      const { channel, clock } = forgetful();
      slack.grantReading();
      slack.strike({ kind: 'lost-reply' });
      await losesTheReply(channel.tell(OPENED, 'first'));
      clock.nowMs += 2 * MINUTE_MS;
      await channel.tell(TAKEN_ON, 'first');
      await channel.tell(OPENED, 'again');
      expect(topLevel()).toHaveLength(1);
      expect(slack.shown()).toHaveLength(2);
    });

    test('does not say again in the thread what stands there', async () => {
      const { channel } = forgetful();
      slack.grantReading();
      await channel.tell(OPENED, 'first');
      slack.strike({ kind: 'status', status: 500 });
      await expect(channel.tell(TAKEN_ON, 'first')).rejects.toThrow('Slack answered 500');
      await channel.tell(TAKEN_ON, 'again');
      await channel.tell(TAKEN_ON, 'again');
      expect(slack.shown()).toHaveLength(2);
    });

    test('tells of several together only what does not stand there', async () => {
      const { channel } = forgetful();
      slack.grantReading();
      const late = [OPENED, RESOLVED].map((body, at) => ({ ...body, id: `late-${at}` }));
      slack.strike({ kind: 'unreachable' });
      await losesTheReply(channel.tellTogether(late));
      await channel.tellTogether(late);
      await channel.tellTogether([...late, { ...TAKEN_ON, id: 'late-2' }]);
      await channel.tellTogether(late);
      expect(slack.shown().map(({ text }) => text)).toEqual([
        '2 notifications could not be brought here before',
        'This could not be brought here before',
      ]);
    });

    test('looks through the pages of a busy channel', async () => {
      const { channel, clock } = forgetful();
      slack.grantReading();
      slack.strike({ kind: 'lost-reply' });
      await losesTheReply(channel.tell(OPENED, 'first'));
      for (let at = 0; at < 250; at++) await channel.tellTogether([{ ...TAKEN_ON, id: `other-${at}` }]);
      clock.nowMs += 2 * MINUTE_MS;
      await channel.tell(OPENED, 'again');
      expect(topLevel()).toHaveLength(251);
    });

    test('writes again where it may not read the channel', async () => {
      const { channel, clock } = forgetful();
      slack.strike({ kind: 'lost-reply' });
      await losesTheReply(channel.tell(OPENED, 'first'));
      clock.nowMs += 2 * MINUTE_MS;
      await channel.tell(OPENED, 'again');
      expect(topLevel()).toHaveLength(2);
    });

    test('reads nothing where nothing was tried before', async () => {
      const { channel } = forgetful();
      slack.grantReading();
      for (const body of [OPENED, TAKEN_ON, RESOLVED]) await channel.tell(body, 'first');
      expect(slack.called().filter((method) => method.startsWith('conversations.'))).toEqual([]);
    });
  });

  test('writes without what is laid beside a message where a workspace refuses that', async () => {
    const { channel } = botWith();
    slack.strike({ kind: 'error', error: 'metadata_must_be_sent_from_app' });
    await channel.tell(OPENED, 'first');
    expect(slack.shown()).toMatchObject([{ blocks: expect.any(Array) }]);
    expect(slack.shown()[0]).not.toHaveProperty('metadata');
  });

  test('tells everything in one message after hours in which Slack failed in every way', async () => {
    const { channel } = botWith();
    const bodyIn = ({ text }: KeptMessage) => parseNotificationBody(text);
    const ports = {
      deliveries: memoryDeliveryLog(),
      send: (message: KeptMessage, attempt: Attempt) => channel.tell(bodyIn(message), attempt),
      sendTogether: (messages: readonly KeptMessage[]) => channel.tellTogether(messages.map(bodyIn)),
    };
    const bring = (body: NotificationBody, atMs: number) =>
      deliver({ id: body.id, atMs, text: JSON.stringify(body) }, atMs, ports);
    await bring(OPENED, NOON_MS);
    const missed = Object.keys(TELLING_EPISODES).map((name, at) => {
      const body = bodyNamed(name);
      return { ...body, id: `n-${at}`, episode: { ...body.episode, id: `2026-11-23-1200-e${at}` } };
    });
    const faults = [
      ...[{ kind: 'status', status: 503 } as const, { kind: 'unreachable' } as const],
      ...[{ kind: 'status', status: 429, retryAfterS: 60 } as const, { kind: 'error', error: 'fatal_error' } as const],
    ];
    for (const [at, body] of missed.entries()) {
      slack.strike(...faults.slice(at % faults.length, 1 + (at % faults.length)));
      expect(await bring(body, NOON_MS + at * MINUTE_MS)).toMatchObject({ outcome: 'kept' });
    }
    const before = slack.shown().length;
    expect(await redeliver(NOON_MS + 3 * HOUR_MS, ports)).toEqual({ outcome: 'sent' });
    expect(await redeliver(NOON_MS + 4 * HOUR_MS, ports)).toBeNull();
    expect(slack.shown().slice(before)).toHaveLength(1);
    expect(slack.shown().at(-1)?.text).toBe('15 notifications could not be brought here before');
  });
});
