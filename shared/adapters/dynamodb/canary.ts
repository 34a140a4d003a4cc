import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { CanaryStore } from '../../ports.ts';
import { canaryKey } from './keys.ts';
import { expiryOf, putGuarded, queryAll, type Table } from './table.ts';

const KEEP_DAYS = 2;

const Line = z.object({ startMs: z.number(), isWritten: z.boolean() });

/** The canary's lines in the table: claimed on condition, then noted as written. */
export function dynamoCanaryStore(table: Table): CanaryStore {
  const itemOf = (startMs: number, isWritten: boolean) => ({
    ...canaryKey(startMs),
    ...{ startMs, isWritten, exp: expiryOf(startMs, KEEP_DAYS) },
  });
  return {
    claim: (startMs) => putGuarded(table, itemOf(startMs, false), { expression: 'attribute_not_exists(pk)' }),
    async noteWritten(startMs) {
      const item = marshall(itemOf(startMs, true));
      await table.client.send(new PutItemCommand({ TableName: table.tableName, Item: item }));
    },
    async listWritten({ fromMs, toMs }) {
      const { pk, sk: fromSk } = canaryKey(fromMs);
      const lines = await queryAll(table, pk, { fromSk, toSk: canaryKey(toMs - 1).sk });
      return lines
        .map((item) => Line.parse(item))
        .filter(({ isWritten, startMs }) => isWritten && startMs >= fromMs && startMs < toMs)
        .map(({ startMs }) => startMs);
    },
  };
}
