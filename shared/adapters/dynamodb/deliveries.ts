import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { DeliveryLog, KeptMessage } from '../../ports.ts';
import { deliveryKey, unsentPartition } from './keys.ts';
import { expiryOf, putClaim, queryAll, type Table } from './table.ts';

/** Longer than anything repeats a message. */
const KEEP_DAYS = 30;
/** After so long without a channel nobody wants to read it any more. */
const KEEP_UNSENT_DAYS = 14;

const Unsent = z.object({ id: z.string(), atMs: z.number(), text: z.string(), untilMs: z.number() });

/**
 * What a channel has been sent and what it has not taken, in the table. A message is claimed first and looked for among those that
 * were sent afterwards, since whoever sends it notes that before giving up the claim.
 */
export function dynamoDeliveryLog(table: Table, channel: string): DeliveryLog {
  const { client, tableName } = table;
  const unsentKey = (id: string) => ({ pk: unsentPartition(channel), sk: id });
  const itemOf = (message: KeptMessage, untilMs: number) => ({
    ...unsentKey(message.id),
    ...message,
    ...{ untilMs, exp: expiryOf(message.atMs, KEEP_UNSENT_DAYS) },
  });
  const giveUp = async (id: string) => {
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall(unsentKey(id)) }));
  };
  return {
    async claim(message, nowMs, untilMs) {
      const claim = await putClaim(table, itemOf(message, untilMs), nowMs);
      if (claim === 'taken') return claim;
      const key = marshall(deliveryKey(channel, message.id));
      const sent = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
      if (!sent.Item) return claim;
      await giveUp(message.id);
      return 'taken';
    },
    async postpone(message, untilMs) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(itemOf(message, untilMs)) }));
    },
    async noteSent(notificationId, atMs) {
      const item = { ...deliveryKey(channel, notificationId), at: atMs, exp: expiryOf(atMs, KEEP_DAYS) };
      await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
      await giveUp(notificationId);
    },
    async listUnsent(nowMs) {
      const kept = (await queryAll(table, unsentPartition(channel))).map((item) => Unsent.parse(item));
      return kept
        .filter(({ untilMs }) => untilMs <= nowMs)
        .map(({ id, atMs, text }) => ({ id, atMs, text }))
        .sort((one, other) => one.atMs - other.atMs || (one.id < other.id ? -1 : 1));
    },
  };
}
