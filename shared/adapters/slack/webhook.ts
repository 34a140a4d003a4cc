import type { SlackMessage } from '../../domain/message/slack/blocks.ts';
import { digestOf } from '../../domain/message/slack/digest.ts';
import { slackMessageOf } from '../../domain/message/slack/message.ts';
import type { Post } from '../post.ts';
import { laterError, unreachable } from './call.ts';
import type { SlackChannel } from './channel.ts';
import { SlackError } from './slack-error.ts';

/** What a webhook needs. */
export interface Webhook {
  readonly url: () => Promise<string>;
  /** Whether somebody listens to the messages' buttons. */
  readonly buttons: boolean;
}

/** Of the answers that are not 200, what the message itself is refused for. */
const BAD_MESSAGE = /invalid_blocks|invalid_payload|too_long/;

/** A channel of Slack through an incoming webhook, which can edit nothing: one message for each notification. */
export function webhookChannel({ url, buttons }: Webhook, post: Post): SlackChannel {
  /** Without blocks where Slack takes them not: a plain message is better than none. */
  const send = async (message: SlackMessage | Pick<SlackMessage, 'text'>): Promise<void> => {
    const answer = await post(await url(), { ...message, unfurl_links: false }).catch(unreachable);
    if (answer.status === 200) return;
    const words = `Slack answered ${answer.status} ${answer.text.slice(0, 80)}`.trim();
    if (answer.status === 429 || answer.status >= 500) throw laterError(words, answer);
    if ('blocks' in message && BAD_MESSAGE.test(answer.text)) return send({ text: message.text });
    throw new SlackError(`${words}; make a new webhook for the channel and store its address in the secret`);
  };
  return {
    tell: (body) => send(slackMessageOf(body, { buttons })),
    tellTogether: (bodies) => send(digestOf(bodies)),
  };
}
