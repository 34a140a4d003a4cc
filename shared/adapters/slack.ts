import * as z from 'zod/mini';
import { escapeMarkup } from '../domain/message/markup.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Post, PostAnswer } from './post.ts';

/** What a message in Slack says. */
export interface SlackText {
  readonly title: string;
  readonly text: string;
}

/** A channel and the token of the bot that writes to it. */
export interface SlackBot {
  readonly token: string;
  readonly channel: string;
}

/** Slack refused a message, or could not be reached. */
export class SlackError extends Refusal {
  override readonly name = 'SlackError';
}

const POST_MESSAGE_URL = 'https://slack.com/api/chat.postMessage';
const BotAnswer = z.object({ ok: z.boolean(), error: z._default(z.string(), '') });

/**
 * Posts a message to an incoming webhook.
 * @throws SlackError with what Slack answered; the address of the webhook is a secret and stands in no message
 */
export async function postToSlack(webhookUrl: string, message: SlackText, post: Post): Promise<void> {
  const answer = await post(webhookUrl, { text: textOf(message) }).catch(unreachable);
  if (answer.status === 200) return;
  const remedy = isPassing(answer.status)
    ? 'it is tried again'
    : 'make a new webhook for the channel and store its address in the secret';
  throw new SlackError(`Slack answered ${answer.status} ${answer.text.slice(0, 80)}; ${remedy}`, pauseOf(answer));
}

/**
 * Posts a message as a bot, whose app needs the scope `chat:write` and has to be a member of the channel.
 * @throws SlackError with what Slack answered; the token is a secret and stands in no message
 */
export async function postAsBot({ token, channel }: SlackBot, message: SlackText, post: Post): Promise<void> {
  const body = { channel, text: textOf(message), unfurl_links: false };
  const answer = await post(POST_MESSAGE_URL, body, { authorization: `Bearer ${token}` }).catch(unreachable);
  if (answer.status !== 200)
    throw new SlackError(`Slack answered ${answer.status}; it is tried again`, pauseOf(answer));
  const { ok, error } = BotAnswer.parse(JSON.parse(answer.text));
  if (!ok) throw new SlackError(`Slack answered ${error}; look at the bot's token, its scopes and its channels`);
}

function textOf({ title, text }: SlackText): string {
  return `*${escapeMarkup(title)}*\n${escapeMarkup(text)}`;
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function pauseOf({ retryAfterSeconds }: PostAnswer): { readonly retryAfterMs: number | null } {
  return { retryAfterMs: retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000 };
}

function unreachable(cause: unknown): never {
  throw new SlackError('Slack could not be reached; it is tried again', { cause });
}
