import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { partialsOf, statusEvent } from '../builders.ts';

const client = mockClient(DynamoDBClient);
const waits: number[] = [];
const store = () =>
  dynamoPartialStore({ client: new DynamoDBClient({ region: 'local' }), tableName: 't' }, async (ms) => {
    waits.push(ms);
  });
const partials = partialsOf([statusEvent()]);
const unstored: WriteRequest[] = [{ PutRequest: { Item: { pk: { S: 'left' }, sk: { S: 'over' } } } }];

beforeEach(() => {
  client.reset();
  waits.length = 0;
});

test('what a write left over is sent again, after a wait, and nothing else is', async () => {
  client
    .on(BatchWriteItemCommand)
    .resolvesOnce({ UnprocessedItems: { t: unstored } })
    .resolves({});
  await store().put(partials);
  const requests = client.commandCalls(BatchWriteItemCommand).map(({ args }) => args[0].input.RequestItems?.t);
  expect(requests[1]).toEqual(unstored);
  expect(requests).toHaveLength(2);
  expect(waits).toHaveLength(1);
});

test('a table that never takes it all is an error, so that the delivery is repeated', async () => {
  client.on(BatchWriteItemCommand).resolves({ UnprocessedItems: { t: unstored } });
  await expect(store().put(partials)).rejects.toThrow('1 of 1 partials not stored after 8 attempts');
});

test('an error of the table is the caller’s', async () => {
  client.on(BatchWriteItemCommand).rejects(new Error('AccessDenied'));
  await expect(store().put(partials)).rejects.toThrow('AccessDenied');
});
