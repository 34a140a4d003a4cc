import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { ScopeRecord } from '../../domain/detect/scope-record.ts';
import type { ScopeStore } from '../../ports.ts';
import { scopeKey } from './keys.ts';
import { expiryOf, putGuarded, type Table, waitFor } from './table.ts';

/** What one BatchGetItem takes. */
const MAX_BATCH = 100;
const MAX_ATTEMPTS = 8;
/** A scope without messages for so long begins anew. */
const KEEP_DAYS = 60;

const Bytes = z.instanceof(Uint8Array);
const ScopeItem = z.object({
  pk: z.string(),
  lastMinute: z.number(),
  scope: Bytes,
  last: Bytes,
  taken: Bytes,
  keys: z.record(z.string(), Bytes),
  hours: z.record(z.string(), Bytes),
});

/** What detectors remember of scopes, an item each, in the table; of two steps made from the same memory one is stored. */
export function dynamoScopeStore(table: Table, wait: (ms: number) => Promise<void> = waitFor): ScopeStore {
  return {
    async load(names) {
      const found = new Map<string, ScopeRecord>();
      const items = await Promise.all(batchesOf(names).map((batch) => getBatch(table, batch, wait)));
      for (const item of items.flat()) {
        const { pk, ...record } = ScopeItem.parse(unmarshall(item));
        found.set(pk.slice(scopeKey('').pk.length), record);
      }
      return found;
    },
    async save(name, record, beforeMinute) {
      const item = { ...scopeKey(name), ...record, exp: expiryOf(record.lastMinute * 60_000, KEEP_DAYS) };
      const written = await putGuarded(
        table,
        item,
        beforeMinute === null
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'lastMinute = :before', values: { ':before': beforeMinute } },
      );
      return written ? 'written' : 'stale';
    },
  };
}

function batchesOf(names: readonly string[]): string[][] {
  const count = Math.ceil(names.length / MAX_BATCH);
  return Array.from({ length: count }, (_, at) => names.slice(at * MAX_BATCH, (at + 1) * MAX_BATCH));
}

/** A batch may be answered in part under load or beyond 16 MB; what was not is asked for again. */
async function getBatch(
  { client, tableName }: Table,
  names: readonly string[],
  wait: (ms: number) => Promise<void>,
): Promise<Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let left = names.map((name) => marshall(scopeKey(name)));
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > MAX_ATTEMPTS)
      throw new Error(`${left.length} of ${names.length} scopes not read after ${MAX_ATTEMPTS} attempts`);
    if (attempt > 1) await wait(2 ** attempt * 25);
    const request = { [tableName]: { Keys: left, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems: request }));
    items.push(...(Responses?.[tableName] ?? []));
    left = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return items;
}
