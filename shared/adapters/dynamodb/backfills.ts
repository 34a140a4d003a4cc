import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { BackfillStore } from '../../ports.ts';
import { backfillKey } from './keys.ts';
import { expiryOf, type Table } from './table.ts';

/** Longer than what is old enough can be backfilled at all. */
const KEEP_DAYS = 30;

const Progress = z.object({ begunMs: z.number(), doneMs: z.number() });

/** How far backfills have come, in the table. */
export function dynamoBackfillStore({ client, tableName }: Table): BackfillStore {
  return {
    async load(name) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: marshall(backfillKey(name)), ConsistentRead: true }),
      );
      return Item ? Progress.parse(unmarshall(Item)) : null;
    },
    async save(name, { begunMs, doneMs }, nowMs) {
      const item = { ...backfillKey(name), begunMs, doneMs, exp: expiryOf(nowMs, KEEP_DAYS) };
      await client.send(new PutItemCommand({ TableName: tableName, Item: marshall(item) }));
    },
  };
}
