import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { sendTest } from '../../cli/send-test.ts';
import { NOON_MS } from '../builders.ts';

const logs = mockClient(CloudWatchLogsClient);
beforeEach(() => logs.reset());
const EXCHANGES = { code: 2568, count: 3, service: 'mm7watch-test', carrier: 'mm7watch-test' };

test('writes exchanges that are read as submits of the marked service', async () => {
  await sendTest('/mms/gateway', EXCHANGES, NOON_MS, new CloudWatchLogsClient({ region: 'us-east-1' }));
  const events = logs.commandCalls(PutLogEventsCommand).flatMap(({ args }) => args[0].input.logEvents ?? []);
  const read = events.map(({ message = '' }, at) => ({ id: String(at), timestampMs: NOON_MS, message }));
  const submit = { kind: 'submit', code: 2568, vasid: 'mm7watch-test' };
  expect(extract(read, DEFAULT_EXTRACT_SETTINGS).statuses).toMatchObject([submit, submit, submit]);
  expect(events[0]?.message).toContain('mm7watch-test-');
});

test('says so where there is no such log group', async () => {
  logs.on(CreateLogStreamCommand).rejects(new ResourceNotFoundException({ message: 'none', $metadata: {} }));
  const sending = sendTest('/none', EXCHANGES, NOON_MS, new CloudWatchLogsClient({ region: 'us-east-1' }));
  await expect(sending).rejects.toThrow('there is no log group /none in this account and region');
});
