import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { logWriter } from '#shared/adapters/cloudwatch-logs/log-writer.ts';

const STREAM = { logGroupName: '/mms/gateway', logStreamName: 'mm7watch-canary' };
const PUT = { ...STREAM, logEvents: [{ timestamp: 5, message: 'a line' }] };
const logs = mockClient(CloudWatchLogsClient);
const writer = logWriter(new CloudWatchLogsClient({ maxAttempts: 1 }), STREAM);
beforeEach(() => logs.reset());

test('a line is put into its stream', async () => {
  logs.on(PutLogEventsCommand, PUT).resolves({});
  await writer.write('a line', 5);
  expect(logs.calls()).toHaveLength(1);
});

test('a stream that is not there is made', async () => {
  const missing = new ResourceNotFoundException({ message: 'no such stream', $metadata: {} });
  logs.on(PutLogEventsCommand).rejectsOnce(missing).resolves({});
  logs.on(CreateLogStreamCommand, STREAM).resolves({});
  await writer.write('a line', 5);
  expect(logs.commandCalls(PutLogEventsCommand, PUT)).toHaveLength(2);
});

test('a line without a reply is not written again', async () => {
  logs.on(PutLogEventsCommand).rejects(new Error('socket hang up'));
  await expect(writer.write('a line', 5)).rejects.toThrow('socket hang up');
  expect(logs.calls()).toHaveLength(1);
});
