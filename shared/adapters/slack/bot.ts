import { isCaughtUp, type NotificationBody } from '../../domain/message/body.ts';
import type { SlackMessage } from '../../domain/message/slack/blocks.ts';
import { digestOf } from '../../domain/message/slack/digest.ts';
import { liveMessageOf, slackMessageOf, threadMessageOf } from '../../domain/message/slack/message.ts';
import type { LiveMessage, LiveMessageStore } from '../../ports.ts';
import type { SlackAnswer, SlackCall } from './call.ts';
import type { SlackChannel } from './channel.ts';
import { metadataOf, postedIn } from './posted.ts';
import { SlackError } from './slack-error.ts';

/** A bot's channel. */
export interface Bot {
  readonly channel: string;
  /** Whether somebody listens to the messages' buttons. */
  readonly buttons: boolean;
}

/** The message that was to be edited is there no longer, or can be edited no longer. */
const GONE = ['message_not_found', 'cant_update_message', 'edit_window_closed'];
/** The message itself is refused. */
const BAD_MESSAGE = ['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long', 'invalid_blocks_format'];
/** What is laid beside it is refused. */
const BAD_METADATA = /metadata/;
/** What nobody may miss who has left the thread: an edited message rings no bell. */
const LOUD = ['escalated', 'widened', 'reminder', 'silence-expired', 'resolved'];

/**
 * A channel of Slack to which a bot writes: one message for each episode, edited as it goes on, and a thread under it that holds
 * what happened. Its app needs the scope `chat:write` and has to be a member of the channel. Where it may read the channel too, it
 * looks there before it writes again what it may have written without an answer.
 */
export function botChannel({ channel, buttons }: Bot, call: SlackCall, live: LiveMessageStore): SlackChannel {
  /** Without blocks where Slack takes them not: a plain message is better than none. */
  const write = async (method: string, message: SlackMessage, more: Readonly<Record<string, unknown>> = {}) => {
    const common = { channel, unfurl_links: false, unfurl_media: false, ...more };
    const answer = await call(method, { ...common, ...message });
    if (answer.ok) return answer;
    if (BAD_METADATA.test(answer.error)) return call(method, { ...common, ...message, metadata: undefined });
    return BAD_MESSAGE.includes(answer.error) ? call(method, { ...common, text: message.text }) : answer;
  };

  /**
   * Writes the message of an episode that has none; of two calls beside each other one writes it.
   * @returns the one that was written before without an answer; null where it is new
   */
  const begin = async (body: NotificationBody): Promise<LiveMessage | null> => {
    const { id, version, openedMs } = body.episode;
    const claim = await live.claim(id);
    if (claim === 'taken')
      throw new SlackError(`another call writes the message of ${id}; it is tried again`, { retryAfterMs: 0 });
    const before = claim === 'again' ? await postedIn(channel, { sinceMs: openedMs }, call) : [];
    const found = before.find(({ episode }) => episode?.id === id);
    if (found?.episode) {
      const shown = { ts: found.ts, version: found.episode.version };
      await live.save(id, shown);
      return shown;
    }
    const metadata = metadataOf([body], body.episode);
    const { ts } = done(await write('chat.postMessage', liveMessageOf(body, { buttons }), { metadata }));
    if (ts !== null) await live.save(id, { ts, version });
    return null;
  };

  /** Shows an episode as it stands now; an older state is never shown over a newer one. Gives the message, null where it is new. */
  const show = async (body: NotificationBody): Promise<string | null> => {
    const { id, version } = body.episode;
    const shown = (await live.load(id)) ?? (await begin(body));
    if (!shown) return null;
    if (shown.version >= version) return shown.ts;
    const edited = await write('chat.update', liveMessageOf(body, { buttons }), { ts: shown.ts });
    if (!edited.ok && GONE.includes(edited.error)) {
      await live.forget(id);
      await begin(body);
      return null;
    }
    done(edited);
    await live.save(id, { ts: shown.ts, version });
    return shown.ts;
  };

  /** Those of some notifications that do not stand there yet. */
  const untold = async (bodies: readonly NotificationBody[], where: Parameters<typeof postedIn>[1]) => {
    const there = await postedIn(channel, where, call);
    return bodies.filter(({ id }) => !there.some(({ ids }) => ids.has(id)));
  };

  return {
    async tell(body, attempt) {
      const isUntold = async (where: Parameters<typeof postedIn>[1]) =>
        attempt === 'first' || (await untold([body], where)).length > 0;
      const metadata = metadataOf([body]);
      if (isCaughtUp(body)) {
        if (!(await isUntold({ sinceMs: body.atMs }))) return;
        return void done(await write('chat.postMessage', slackMessageOf(body, { buttons: false }), { metadata }));
      }
      const ts = await show(body);
      if (ts === null || !(await isUntold({ threadTs: ts }))) return;
      const loud = LOUD.includes(body.reason) ? { reply_broadcast: true } : {};
      done(await write('chat.postMessage', threadMessageOf(body), { thread_ts: ts, metadata, ...loud }));
    },
    async tellTogether(bodies) {
      const left = await untold(bodies, { sinceMs: Math.min(...bodies.map(({ atMs }) => atMs)) });
      if (left.length > 0) done(await write('chat.postMessage', digestOf(left), { metadata: metadataOf(left) }));
      for (const body of newestOf(bodies)) if (await live.load(body.episode.id)) await show(body);
    },
  };
}

function newestOf(bodies: readonly NotificationBody[]): NotificationBody[] {
  const newest = new Map<string, NotificationBody>();
  for (const body of bodies) {
    const known = newest.get(body.episode.id);
    if (!known || known.episode.version < body.episode.version) newest.set(body.episode.id, body);
  }
  return [...newest.values()];
}

function done(answer: SlackAnswer): Extract<SlackAnswer, { readonly ok: true }> {
  if (answer.ok) return answer;
  throw new SlackError(`Slack answered ${answer.error}; look at the bot's token, its scopes and its channels`);
}
