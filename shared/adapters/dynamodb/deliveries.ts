import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DeliveryLog } from '../../ports.ts';
import { deliveryKey } from './keys.ts';
import { expiryOf, type Table } from './table.ts';

/** Longer than anything repeats a message. */
const KEEP_DAYS = 30;

/** What a channel has been sent, in the table. */
export function dynamoDeliveryLog({ client, tableName }: Table, channel: string): DeliveryLog {
  return {
    async has(notificationId) {
      const key = marshall(deliveryKey(channel, notificationId));
      const answer = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
      return answer.Item !== undefined;
    },
    async note(notificationId, atMs) {
      const item = { ...deliveryKey(channel, notificationId), at: atMs, exp: expiryOf(atMs, KEEP_DAYS) };
      await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
    },
  };
}
