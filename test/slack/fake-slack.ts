import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';
import { signatureOf } from '#shared/adapters/slack/signature.ts';
import type { SlackMessage } from '#shared/domain/message/slack/blocks.ts';
import { brokenLimits } from './block-limits.ts';

/** How a request fares that is not simply answered. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterS?: number }
  | { readonly kind: 'error'; readonly error: string }
  /** Done, and the reply lost. */
  | { readonly kind: 'lost-reply' }
  /** Never arrived. */
  | { readonly kind: 'unreachable' };

/** A message as the channel shows it. */
export interface ShownMessage extends Partial<SlackMessage> {
  readonly ts: string;
  readonly threadTs: string | null;
  readonly isBroadcast: boolean;
  readonly edits: number;
  /** What an app has laid beside it. */
  readonly metadata?: unknown;
}

/** A Slack on this machine: one channel, one bot, one webhook, and people who press buttons. */
export interface FakeSlack {
  readonly api: string;
  readonly webhookUrl: string;
  /** What the channel shows, in order. */
  readonly shown: () => ShownMessage[];
  /** How the next requests fare; then they are answered again. */
  readonly strike: (...faults: readonly Fault[]) => void;
  readonly remove: (ts: string) => void;
  /** Grants the bot the scope `channels:history`, which it has not from the start. */
  readonly grantReading: () => void;
  /** Methods that were called, in order. */
  readonly called: () => readonly string[];
  /** Presses a button of a message as Slack tells it to an app, signed; gives the status of the reply. */
  readonly press: (requestUrl: string, press: ButtonPress) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Somebody presses a button. */
export interface ButtonPress {
  readonly actionId: string;
  readonly value: string | undefined;
  readonly user: { readonly id: string; readonly name: string };
  readonly signingSecret: string;
  /** Seconds since the epoch. */
  readonly timestampS: number;
}

export const BOT_TOKEN = 'xoxb-test-token';
export const CHANNEL = 'C0123456789';

const Request = z.object({
  channel: z.optional(z.string()),
  ts: z.optional(z.string()),
  thread_ts: z.optional(z.string()),
  reply_broadcast: z.optional(z.boolean()),
  text: z.string(),
  metadata: z.optional(z.unknown()),
  blocks: z.optional(z.array(z.custom<SlackMessage['blocks'][number]>())),
});

/** What is asked of a history, which Slack takes as a form and not as JSON. */
const Reading = z.object({
  channel: z.string(),
  ts: z.optional(z.string()),
  oldest: z._default(z.string(), '0'),
  limit: z._default(z.string(), '100'),
  cursor: z._default(z.string(), '0'),
  include_all_metadata: z._default(z.string(), 'false'),
});

type Reply = Readonly<Record<string, unknown>>;

/** Starts it on a free port of the loopback. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const messages: ShownMessage[] = [];
  const faults: Fault[] = [];
  const methods: string[] = [];
  let mayRead = false;
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    methods.push((request.url ?? '').replace('/api/', ''));
    const fault = faults.shift();
    if (fault?.kind === 'unreachable') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      const headers = fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
      return void response.writeHead(fault.status, headers).end();
    }
    const isWebhook = request.url === '/services/T0/B0/secret';
    const reply: Reply =
      fault?.kind === 'error' ? { ok: false, error: fault.error } : replyTo(request, body, isWebhook);
    if (fault?.kind === 'lost-reply') return void request.socket.destroy();
    if (isWebhook) return void response.writeHead(reply.ok ? 200 : 400).end(reply.ok ? 'ok' : String(reply.error));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  }

  function replyTo({ url, headers }: IncomingMessage, body: string, isWebhook: boolean): Reply {
    if (!isWebhook && headers.authorization !== `Bearer ${BOT_TOKEN}`) return { ok: false, error: 'invalid_auth' };
    if (url === '/api/conversations.history' || url === '/api/conversations.replies') return read(url, body);
    const asked = Request.parse(JSON.parse(body));
    if (!isWebhook && asked.channel !== CHANNEL) return { ok: false, error: 'channel_not_found' };
    if (asked.blocks && brokenLimits({ text: asked.text, blocks: asked.blocks }).length > 0)
      return { ok: false, error: 'invalid_blocks' };
    if (url === '/api/chat.update') return update(asked);
    return post(asked);
  }

  /** A page, the newest first, of the channel or of a thread; without the replies in the one, with the message they are under in the other. */
  function read(url: string, body: string): Reply {
    const asked = Reading.safeParse(Object.fromEntries(new URLSearchParams(body)));
    if (!asked.success) return { ok: false, error: 'invalid_arguments' };
    if (!mayRead) return { ok: false, error: 'missing_scope' };
    const { channel, ts, oldest, limit, cursor, include_all_metadata } = asked.data;
    if (channel !== CHANNEL) return { ok: false, error: 'channel_not_found' };
    const shown = messages.filter((message) =>
      url.endsWith('replies')
        ? message.ts === ts || message.threadTs === ts
        : message.ts > oldest && (message.threadTs === null || message.isBroadcast),
    );
    const page = shown.reverse().slice(Number(cursor), Number(cursor) + Number(limit));
    const next = Number(cursor) + page.length;
    return {
      ok: true,
      messages: page.map(({ metadata, ...message }) => ({
        ...{ ts: message.ts, text: message.text },
        ...(include_all_metadata === 'true' && metadata !== undefined && { metadata }),
      })),
      response_metadata: { next_cursor: next < shown.length ? String(next) : '' },
    };
  }

  function post(asked: z.output<typeof Request>): Reply {
    const ts = `1796000000.${String(messages.length + 1).padStart(6, '0')}`;
    messages.push({
      ...{ ts, threadTs: asked.thread_ts ?? null, isBroadcast: asked.reply_broadcast ?? false, edits: 0 },
      ...(asked.metadata !== undefined && { metadata: asked.metadata }),
      ...contentOf(asked),
    });
    return { ok: true, ts };
  }

  function update(asked: z.output<typeof Request>): Reply {
    const at = messages.findIndex(({ ts }) => ts === asked.ts);
    const before = messages[at];
    if (!before) return { ok: false, error: 'message_not_found' };
    messages[at] = { ...before, ...contentOf(asked), edits: before.edits + 1 };
    return { ok: true, ts: before.ts };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    api: `${base}/api`,
    webhookUrl: `${base}/services/T0/B0/secret`,
    shown: () => [...messages],
    strike: (...more) => void faults.push(...more),
    remove(ts) {
      const at = messages.findIndex((message) => message.ts === ts);
      if (at >= 0) messages.splice(at, 1);
    },
    grantReading() {
      mayRead = true;
    },
    called: () => methods,
    press,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function contentOf({ text, blocks }: z.output<typeof Request>): Partial<SlackMessage> {
  return blocks ? { text, blocks } : { text };
}

/** Signs and posts what Slack posts when a button is pressed. */
async function press(requestUrl: string, { actionId, value, user, signingSecret, timestampS }: ButtonPress) {
  const payload = { type: 'block_actions', user, actions: [{ action_id: actionId, value }] };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const timestamp = String(timestampS);
  const answer = await fetch(requestUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(Buffer.from(body), timestamp, signingSecret),
    },
    body,
  });
  return answer.status;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address with a port');
  return address.port;
}
