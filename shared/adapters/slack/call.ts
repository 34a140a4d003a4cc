import * as z from 'zod/mini';
import type { Post, PostAnswer } from '../post.ts';
import { SlackError } from './slack-error.ts';

/** Where the methods of Slack's API lie. */
export const SLACK_API = 'https://slack.com/api';

/** What Slack's methods answer. */
const Answer = z.object({
  ok: z.boolean(),
  error: z._default(z.string(), 'no error named'),
  ts: z.optional(z.string()),
  messages: z._default(z.array(z.object({ ts: z.string(), metadata: z.optional(z.unknown()) })), []),
  response_metadata: z.optional(z.object({ next_cursor: z.optional(z.string()) })),
});

/** A message as a channel's history holds it. */
export interface HistoryMessage {
  readonly ts: string;
  /** What an app has laid beside it. */
  readonly metadata?: unknown;
}

/** What a method answered: done, `ts` naming the message that was written; or refused for a reason that does not pass by itself. */
export type SlackAnswer =
  | {
      readonly ok: true;
      readonly ts: string | null;
      /** What was read, and where the next page of it begins; empty where that is all. */
      readonly messages: readonly HistoryMessage[];
      readonly nextCursor: string;
    }
  | { readonly ok: false; readonly error: string };

/**
 * Calls a method of Slack's API as a bot.
 * @throws SlackError where it may be done later
 */
export type SlackCall = (
  method: string,
  body: Readonly<Record<string, unknown>> | URLSearchParams,
) => Promise<SlackAnswer>;

/** Errors of Slack's that pass by themselves (docs.slack.dev/reference/methods/chat.postMessage). */
const PASSING = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];

/**
 * Calls of Slack's API.
 * @param base `SLACK_API`, or a server that stands in for it
 */
export function slackCalls(
  { token, base }: { readonly token: () => Promise<string>; readonly base: string },
  post: Post,
): SlackCall {
  return async (method, body) => {
    const headers = { authorization: `Bearer ${await token()}` };
    const answer = await post(`${base}/${method}`, body, headers).catch(unreachable);
    if (answer.status !== 200) throw laterError(`Slack answered ${answer.status}`, answer);
    const parsed = Answer.safeParse(parsedJson(answer.text));
    if (!parsed.success) throw laterError('Slack answered with what is no answer', answer);
    const { ok, error, ts, messages, response_metadata } = parsed.data;
    if (ok) return { ok, ts: ts ?? null, messages, nextCursor: response_metadata?.next_cursor ?? '' };
    if (PASSING.includes(error)) throw laterError(`Slack answered ${error}`, answer);
    return { ok, error: error.slice(0, 80) };
  };
}

/** What may be done later, when the server asks for it. */
export function laterError(words: string, { retryAfterSeconds }: PostAnswer): SlackError {
  const retryAfterMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000;
  return new SlackError(`${words}; it is tried again`, { retryAfterMs });
}

/** For a request that was not answered. */
export function unreachable(cause: unknown): never {
  throw new SlackError('Slack could not be reached; it is tried again', { cause });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
