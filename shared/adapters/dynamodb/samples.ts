import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { DAY_MS, formatDay } from '../../domain/time.ts';
import type { SampleStore } from '../../ports.ts';
import { sampleKey, samplePartition } from './keys.ts';
import { expiryOf, queryAll, type Table, waitFor } from './table.ts';

const KEEP_DAYS = 7;
const MAX_ATTEMPTS = 6;

const StoredSample = z.object({
  atMs: z.number(),
  code: z.number(),
  vasid: z.nullable(z.string()),
  carrier: z.nullable(z.string()),
  transactionId: z.nullable(z.string()),
  messageId: z.nullable(z.string()),
});

/** Samples in the table: one for each minute, code, service and carrier, the last one to come. */
export function dynamoSampleStore(
  { client, tableName }: Table,
  wait: (ms: number) => Promise<void> = waitFor,
): SampleStore {
  return {
    async put(samples) {
      let left: WriteRequest[] = samples.map((sample) => ({
        PutRequest: { Item: marshall({ ...sampleKey(sample), ...sample, exp: expiryOf(sample.atMs, KEEP_DAYS) }) },
      }));
      for (let attempt = 1; left.length > 0; attempt++) {
        if (attempt > MAX_ATTEMPTS)
          throw new Error(`${left.length} samples not written after ${MAX_ATTEMPTS} attempts`);
        if (attempt > 1) await wait(2 ** attempt * 25);
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }),
        );
        left = UnprocessedItems?.[tableName] ?? [];
      }
    },
    async list(code, { fromMs, toMs }) {
      const partitions: string[] = [];
      for (let dayMs = fromMs; formatDay(dayMs) <= formatDay(toMs); dayMs += DAY_MS)
        partitions.push(samplePartition(code, dayMs));
      const found = await Promise.all(partitions.map((pk) => queryAll({ client, tableName }, pk)));
      return found
        .flat()
        .map((item) => StoredSample.parse(item))
        .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
        .sort((one, other) => one.atMs - other.atMs);
    },
  };
}
