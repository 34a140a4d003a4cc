import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { logReader } from '#shared/adapters/cloudwatch-logs/log-reader.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { NOON_MS } from '../builders.ts';

const logs = mockClient(CloudWatchLogsClient);
const reader = logReader(new CloudWatchLogsClient({ region: 'local' }));
const range = { logGroup: '/mms/gateway', fromMs: NOON_MS, toMs: NOON_MS + MINUTE_MS, filterPattern: '' };
const event = (eventId: string) => ({ eventId, logStreamName: 'i-1', timestamp: NOON_MS, message: 'a line' });
const read = async () => {
  const ids: string[] = [];
  for await (const page of reader.read(range)) ids.push(...page.map(({ id }) => id));
  return ids;
};
beforeEach(() => logs.reset());

test('reads all pages, empty ones among them, of a range without its end', async () => {
  logs
    .on(FilterLogEventsCommand)
    .resolvesOnce({ events: [event('1')], nextToken: 'a' })
    .resolvesOnce({ events: [], nextToken: 'b' })
    .resolves({ events: [event('2')] });
  expect(await read()).toEqual(['1', '2']);
  expect(logs.commandCalls(FilterLogEventsCommand).map(({ args }) => args[0].input)).toMatchObject([
    { logGroupName: '/mms/gateway', startTime: NOON_MS, endTime: NOON_MS + MINUTE_MS - 1 },
    { nextToken: 'a' },
    { nextToken: 'b' },
  ]);
});

test('an event that could not be counted once is an error', async () => {
  logs.on(FilterLogEventsCommand).resolves({ events: [{ ...event('1'), eventId: undefined }] });
  await expect(read()).rejects.toThrow('without id');
});

test('the owner stands in the ARN of the log group of that very name', async () => {
  const group = (logGroupName: string) => ({
    logGroupName,
    arn: `arn:aws:logs:r:123456789012:log-group:${logGroupName}:*`,
  });
  logs
    .on(DescribeLogGroupsCommand)
    .resolvesOnce({ logGroups: [group('/mms/gateway-b')], nextToken: 'a' })
    .resolves({ logGroups: [group('/mms/gateway')] });
  expect(await reader.ownerOf('/mms/gateway')).toBe('123456789012');
  expect(await reader.ownerOf('/mms')).toBeNull();
});
