import * as z from 'zod/mini';
import type { NotificationBody } from '../../domain/message/body.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { SlackCall } from './call.ts';

/** A message of ours that stands in a channel. */
export interface PostedMessage {
  readonly ts: string;
  /** Of the notifications that it tells. */
  readonly ids: ReadonlySet<string>;
  /** Of the one message that shows an episode. */
  readonly episode: { readonly id: string; readonly version: number } | null;
}

const EVENT_TYPE = 'mm7watch_notification';
/** Slack bounds what may be laid beside a message, and says nowhere how. */
const MOST_IDS = 100;
/** Slack's clock and ours may differ. */
const MARGIN_MS = 10 * MINUTE_MS;
const PAGE = 200;
const MOST_PAGES = 5;

const Metadata = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ ids: z.string(), episode: z.optional(z.string()), version: z.optional(z.number()) }),
});

/** What is laid beside a message (docs.slack.dev/messaging/message-metadata), so that it is found again: Slack knows no key against repeats. */
export function metadataOf(bodies: readonly NotificationBody[], shown?: NotificationBody['episode']): object {
  const ids = bodies.slice(0, MOST_IDS).map(({ id }) => id);
  const episode = shown && { episode: shown.id, version: shown.version };
  return { event_type: EVENT_TYPE, event_payload: { ids: ids.join(' '), ...episode } };
}

/**
 * Messages of ours in a channel since a time, or in the thread under one: a thousand messages are looked through at most. None where
 * the app may not read the channel, for which it needs `channels:history`, or `groups:history` where that is private.
 */
export async function postedIn(
  channel: string,
  where: { readonly sinceMs: number } | { readonly threadTs: string },
  call: SlackCall,
): Promise<PostedMessage[]> {
  const isThread = 'threadTs' in where;
  const asked: Record<string, string> = isThread
    ? { channel, ts: where.threadTs }
    : { channel, oldest: String((where.sinceMs - MARGIN_MS) / 1000) };
  const posted: PostedMessage[] = [];
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const form = new URLSearchParams({
      ...asked,
      ...{ limit: String(PAGE), include_all_metadata: 'true', ...(cursor && { cursor }) },
    });
    const answer = await call(isThread ? 'conversations.replies' : 'conversations.history', form);
    if (!answer.ok) return [];
    for (const { ts, metadata } of answer.messages) posted.push(...ours(ts, metadata));
    cursor = answer.nextCursor;
    if (cursor === '') break;
  }
  return posted;
}

function ours(ts: string, metadata: unknown): PostedMessage[] {
  const parsed = Metadata.safeParse(metadata);
  if (!parsed.success) return [];
  const { ids, episode: id, version } = parsed.data.event_payload;
  const episode = id !== undefined && version !== undefined ? { id, version } : null;
  return [{ ts, ids: new Set(ids.split(' ')), episode }];
}
