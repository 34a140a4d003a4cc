import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { LiveMessageStore } from '../../ports.ts';
import { liveMessageKey } from './keys.ts';
import { expiryOf, putClaim, putGuarded, type Table } from './table.ts';

/** Longer than an episode goes on. */
const KEEP_DAYS = 90;
/** Whoever claimed it and did not say which message it became has died by then. */
const CLAIM_MS = 60_000;

const Stored = z.object({ ts: z.optional(z.string()), version: z.optional(z.number()) });

/** Which message of a channel shows which episode, in the table. */
export function dynamoLiveMessages(table: Table, channel: string, now: () => number): LiveMessageStore {
  const { client, tableName } = table;
  return {
    async load(episodeId) {
      const key = marshall(liveMessageKey(channel, episodeId));
      const answer = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
      const { ts, version } = Stored.parse(answer.Item ? unmarshall(answer.Item) : {});
      return ts === undefined || version === undefined ? null : { ts, version };
    },
    claim(episodeId) {
      const nowMs = now();
      const claim = { untilMs: nowMs + CLAIM_MS, exp: expiryOf(nowMs, KEEP_DAYS) };
      return putClaim(table, { ...liveMessageKey(channel, episodeId), ...claim }, nowMs);
    },
    /** What is shown of it already may be newer, by a call beside this one. */
    async save(episodeId, { ts, version }) {
      await putGuarded(
        table,
        { ...liveMessageKey(channel, episodeId), ts, version, exp: expiryOf(now(), KEEP_DAYS) },
        { expression: 'attribute_not_exists(version) OR version < :version', values: { ':version': version } },
      );
    },
    async forget(episodeId) {
      const key = marshall(liveMessageKey(channel, episodeId));
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: key }));
    },
  };
}
