import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';

const client = mockClient(DynamoDBClient);
const table = { client: new DynamoDBClient({}), tableName: 'counts' };
const waits: number[] = [];
const store = dynamoScopeStore(table, async (ms) => void waits.push(ms));
const keyOf = (name: string) => ({ pk: { S: `S#scope#${name}` }, sk: { S: '-' } });
const itemOf = (name: string) => ({
  ...keyOf(name),
  lastMinute: { N: '7' },
  ...Object.fromEntries(['scope', 'last', 'taken'].map((part) => [part, { B: Uint8Array.of(1) }])),
  ...{ keys: { M: {} }, hours: { M: {} }, added: { S: 'by a newer version' } },
});
beforeEach(() => {
  client.reset();
  waits.length = 0;
});

test('what a read left out for load is asked for again, after a while', async () => {
  const left = { counts: { Keys: [keyOf('b|*')] } };
  client
    .on(BatchGetItemCommand)
    .resolvesOnce({ Responses: { counts: [itemOf('a|*')] }, UnprocessedKeys: left })
    .resolves({ Responses: { counts: [itemOf('b|*')] } });
  expect([...(await store.load(['a|*', 'b|*'])).keys()]).toEqual(['a|*', 'b|*']);
  expect(waits).toHaveLength(1);
});

test('a read that stays unfinished fails and says so', async () => {
  client.on(BatchGetItemCommand).resolves({ UnprocessedKeys: { counts: { Keys: [keyOf('a|*')] } } });
  await expect(store.load(['a|*'])).rejects.toThrow('1 of 1 scopes not read after 8 attempts');
});

test('reads are consistent, a hundred scopes each', async () => {
  client.on(BatchGetItemCommand).resolves({});
  await store.load(Array.from({ length: 250 }, (_, at) => `svc-${at}|*`));
  const requests = client.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input.RequestItems?.counts);
  expect(requests.map((request) => request?.Keys?.length)).toEqual([100, 100, 50]);
  expect(requests.every((request) => request?.ConsistentRead)).toBe(true);
});
