import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoBackfillStore } from '#shared/adapters/dynamodb/backfills.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoLedgerStore } from '#shared/adapters/dynamodb/ledger.ts';
import { LEDGER_STEP_MS, type LedgerRow } from '#shared/domain/ledger.ts';
import { DAY_MS } from '#shared/domain/time.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { episode, NOON_MS } from '../builders.ts';

let database: EmbeddedDynamoDb;
beforeAll(async () => {
  database = await startEmbeddedDynamoDb();
});
afterAll(() => database.close());

const row = (startMs: number, missing = 0): LedgerRow => ({
  ...{ startMs, incoming: 10, forwarded: 10, failed: 0, throttled: 0, refused: 0, seen: 10, matched: 4 },
  missing,
});

test('the ledger is listed by time across days, each line as it was written last', async () => {
  const store = dynamoLedgerStore(database);
  const starts = [NOON_MS, NOON_MS + LEDGER_STEP_MS, NOON_MS + DAY_MS];
  for (const startMs of starts) await store.put('/mms/gateway', [row(startMs, 3)]);
  await store.put('/mms/gateway', [row(NOON_MS)]);
  const listed = await store.list('/mms/gateway', { fromMs: NOON_MS, toMs: NOON_MS + DAY_MS });
  expect(listed).toEqual([row(NOON_MS), row(NOON_MS + LEDGER_STEP_MS, 3)]);
  expect(await store.list('/mms/other', { fromMs: NOON_MS, toMs: NOON_MS + DAY_MS })).toEqual([]);
});

test('the progress of a backfill is loaded as it was saved last', async () => {
  const store = dynamoBackfillStore(database);
  expect(await store.load('a')).toBeNull();
  await store.save('a', { begunMs: 1, doneMs: 2 }, NOON_MS);
  await store.save('a', { begunMs: 1, doneMs: 3 }, NOON_MS);
  expect(await store.load('a')).toEqual({ begunMs: 1, doneMs: 3 });
});

test('an episode about lost events is kept with the command that counts them', async () => {
  const lostLogs = { logGroup: '/mms/gateway', toMs: NOON_MS, repair: 'mm7watch backfill' };
  const stored = episode({ codes: [], lostLogs });
  await dynamoEpisodeStore(database).put(stored);
  expect(await dynamoEpisodeStore(database).listActive()).toEqual([stored]);
});
