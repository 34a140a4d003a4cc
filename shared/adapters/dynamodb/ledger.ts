import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { stepsBetween } from '../../domain/time.ts';
import type { LedgerStore } from '../../ports.ts';
import { ledgerKey } from './keys.ts';
import { expiryOf, queryAll, type Table } from './table.ts';

const KEEP_DAYS = 400;

const LedgerItem = z.object({
  startMs: z.number(),
  incoming: z.number(),
  forwarded: z.number(),
  failed: z.number(),
  throttled: z.number(),
  refused: z.number(),
  seen: z.number(),
  matched: z.number(),
  missing: z.number(),
});

/** The ledger in the table; each line is reckoned anew from everything there is, so that the last one written holds. */
export function dynamoLedgerStore(table: Table): LedgerStore {
  return {
    async put(logGroup, rows) {
      for (const row of rows) {
        const item = { ...ledgerKey(logGroup, row.startMs), ...row, exp: expiryOf(row.startMs, KEEP_DAYS) };
        await table.client.send(new PutItemCommand({ TableName: table.tableName, Item: marshall(item) }));
      }
    },
    async list(logGroup, { fromMs, toMs }) {
      const days = stepsBetween('day', fromMs, toMs).map((dayMs) => ledgerKey(logGroup, dayMs).pk);
      const items = await Promise.all(days.map((pk) => queryAll(table, pk)));
      return items
        .flat()
        .map((item) => LedgerItem.parse(item))
        .filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
    },
  };
}
