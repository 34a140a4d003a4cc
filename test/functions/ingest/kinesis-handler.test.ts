import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

const dynamoDb = mockClient(DynamoDBClient);
const taskRoot = mkdtempSync(join(tmpdir(), 'mm7watch-kinesis-'));
let handler: typeof import('../../../functions/ingest/kinesis-handler.ts')['handler'];

beforeAll(async () => {
  writeFileSync(join(taskRoot, 'settings.json'), '{"extraction":{}}');
  vi.stubEnv('LAMBDA_TASK_ROOT', taskRoot);
  vi.stubEnv('STACK_NAME', 'mm7watch');
  vi.stubEnv('TABLE_NAME', 'counts');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  vi.spyOn(console, 'error').mockReturnValue();
  ({ handler } = await import('../../../functions/ingest/kinesis-handler.ts'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(taskRoot, { recursive: true, force: true });
});
beforeEach(() => {
  dynamoDb.reset();
  dynamoDb.on(BatchWriteItemCommand).resolves({});
});

function delivery(code: number): Buffer {
  const message = `mm7 submit answered status_code=${code} vasid=svc-7 carrier=31002`;
  return gzipSync(
    JSON.stringify({
      ...{ messageType: 'DATA_MESSAGE', owner: '123456789012', logGroup: '/mms/gateway', logStream: 'i-1' },
      subscriptionFilters: ['mm7watch'],
      logEvents: [{ id: String(code).padStart(56, '0'), timestamp: Date.now(), message }],
    }),
  );
}

function records(...contents: readonly Buffer[]): KinesisStreamEvent {
  return { Records: contents.map((content, at) => kinesisRecord(`s${at}`, content.toString('base64'))) };
}

function kinesisRecord(sequenceNumber: string, data: string): KinesisStreamRecord {
  const eventSourceARN = 'arn:aws:kinesis:us-east-1:123456789012:stream/logs';
  return {
    ...{ eventID: `shardId-0:${sequenceNumber}`, eventName: 'aws:kinesis:record', eventVersion: '1.0' },
    ...{ eventSource: 'aws:kinesis', eventSourceARN, awsRegion: 'us-east-1', invokeIdentityArn: '' },
    kinesis: { sequenceNumber, data, approximateArrivalTimestamp: 0, kinesisSchemaVersion: '1.0', partitionKey: 'a' },
  };
}

const written = () => dynamoDb.commandCalls(BatchWriteItemCommand).length;

test('what can be stored is stored, and nothing comes again', async () => {
  expect(await handler(records(delivery(1000), delivery(2568)))).toEqual({ batchItemFailures: [] });
  expect(written()).toBe(2);
});

test('a record that cannot be read is told, and those behind it are counted all the same', async () => {
  const event = records(delivery(1000), Buffer.from('no gzip'), delivery(2568));
  expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 's1' }] });
  expect(written()).toBe(2);
});

test('what could not be stored comes again', async () => {
  dynamoDb.on(BatchWriteItemCommand).rejects(new Error('denied'));
  expect(await handler(records(delivery(1000)))).toEqual({ batchItemFailures: [{ itemIdentifier: 's0' }] });
});
