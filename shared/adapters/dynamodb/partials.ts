import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { DIGEST_BYTES, type PartialCount } from '../../domain/partial.ts';
import type { PartialStore } from '../../ports.ts';
import { partialPartition, partialSortKey } from './keys.ts';
import { expiryOf, queryAll, type Table, waitFor } from './table.ts';

const KEEP_DAYS = 30;
/** What one BatchWriteItem takes. */
const MAX_BATCH = 25;
const MAX_ATTEMPTS = 8;

/** Partials in the table: put without condition, since their key is a hash of their content. */
export function dynamoPartialStore(table: Table, wait: (ms: number) => Promise<void> = waitFor): PartialStore {
  return {
    async put(partials) {
      for (let at = 0; at < partials.length; at += MAX_BATCH) {
        await putBatch(table, partials.slice(at, at + MAX_BATCH).map(toWriteRequest), wait);
      }
    },
    async list(minuteStartMs, shard) {
      const items = await queryAll(table, partialPartition(minuteStartMs, shard));
      return items.map((item) => fromItem(item, minuteStartMs, shard));
    },
  };
}

/** A batch may be stored in part under load; what was not is sent again, and the caller hears of it if that does not end. */
async function putBatch(table: Table, requests: WriteRequest[], wait: (ms: number) => Promise<void>): Promise<void> {
  let left = requests;
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > MAX_ATTEMPTS) {
      throw new Error(
        `${left.length} of ${requests.length} partials not stored after ${MAX_ATTEMPTS} attempts; the delivery is to be repeated`,
      );
    }
    if (attempt > 1) await wait(2 ** attempt * 25);
    const answer = await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.tableName]: left } }));
    left = answer.UnprocessedItems?.[table.tableName] ?? [];
  }
}

function toWriteRequest(partial: PartialCount): WriteRequest {
  const digests = new Map([...partial.digests].map(([key, hex]) => [key, Buffer.from(hex.join(''), 'hex')]));
  const item = {
    pk: partialPartition(partial.minuteStartMs, partial.shard),
    sk: partialSortKey(partial.parserVersion, partial.hash),
    c: digests,
    g: partial.logGroup,
    seen: partial.seen,
    pv: partial.parserVersion,
    exp: expiryOf(partial.minuteStartMs, KEEP_DAYS),
    ...(partial.recount ? { rc: { at: partial.recount.begunMs, seal: partial.recount.isSeal } } : {}),
  };
  return { PutRequest: { Item: marshall(item) } };
}

const PartialItem = z.object({
  sk: z.string(),
  c: z.record(z.string(), z.instanceof(Uint8Array)),
  g: z.string(),
  seen: z.number(),
  pv: z.number(),
  rc: z.optional(z.object({ at: z.number(), seal: z.boolean() })),
});

function fromItem(item: unknown, minuteStartMs: number, shard: number): PartialCount {
  const { sk, c, g, seen, pv, rc } = PartialItem.parse(item);
  return {
    minuteStartMs,
    shard,
    parserVersion: pv,
    hash: sk.slice(sk.lastIndexOf('#') + 1),
    logGroup: g,
    seen,
    digests: new Map(Object.entries(c).map(([key, bytes]) => [key, splitDigests(bytes)])),
    ...(rc ? { recount: { begunMs: rc.at, isSeal: rc.seal } } : {}),
  };
}

function splitDigests(bytes: Uint8Array): string[] {
  const hex = Buffer.from(bytes).toString('hex');
  const digests: string[] = [];
  for (let at = 0; at < hex.length; at += 2 * DIGEST_BYTES) digests.push(hex.slice(at, at + 2 * DIGEST_BYTES));
  return digests;
}
