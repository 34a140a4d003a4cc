import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { startOf } from '../../domain/time.ts';
import type { DimensionStore } from '../../ports.ts';
import { seenPartition } from './keys.ts';
import { queryAll, type Table } from './table.ts';

const SeenItem = z.object({ sk: z.string(), f: z.number(), l: z.number() });

/** Values of dimensions with their first and last day. What this process has noted already is not written again. */
export function dynamoDimensionStore(table: Table): DimensionStore {
  const noted = new Set<string>();
  return {
    async see(name, value, atMs) {
      const dayMs = startOf('day', atMs);
      const note = `${name}=${value} ${dayMs}`;
      if (noted.has(note)) return;
      await setWhere(table, { name, value }, { attribute: 'l', dayMs, over: '<' });
      await setWhere(table, { name, value }, { attribute: 'f', dayMs, over: '>' });
      noted.add(note);
    },
    async list(name) {
      const items = await queryAll(table, seenPartition(name));
      return items.map((item) => {
        const { sk, f, l } = SeenItem.parse({ f: item.l, ...item }); // `f` is written second; until then the day is both
        return { value: sk, firstSeenMs: f, lastSeenMs: l };
      });
    },
  };
}

async function setWhere(
  { client, tableName }: Table,
  { name, value }: { name: string; value: string },
  { attribute, dayMs, over }: { attribute: 'f' | 'l'; dayMs: number; over: '<' | '>' },
): Promise<void> {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: marshall({ pk: seenPartition(name), sk: value }),
        UpdateExpression: 'SET #day = :day',
        ConditionExpression: `attribute_not_exists(#day) OR #day ${over} :day`,
        ExpressionAttributeNames: { '#day': attribute },
        ExpressionAttributeValues: marshall({ ':day': dayMs }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error; // else the day that is there reaches further
  }
}
