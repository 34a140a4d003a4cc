import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  LimitExceededException,
  PutSubscriptionFilterCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { logSubscriptions } from '#shared/adapters/cloudwatch-logs/subscriptions.ts';

const logs = mockClient(CloudWatchLogsClient);
beforeEach(() => logs.reset());

const subscriptions = logSubscriptions(new CloudWatchLogsClient({ region: 'us-east-1' }), {
  filterName: 'mm7watch-by-prefix',
  filterPattern: '',
  destinationArn: 'arn:aws:lambda:us-east-1:123456789012:function:ingest',
  roleArn: undefined,
});
const refusal = { message: 'no', $metadata: {} };

test('lists all pages, and tells which classes of log groups take filters', async () => {
  logs
    .on(DescribeLogGroupsCommand)
    .resolvesOnce({ logGroups: [{ logGroupName: '/mms/a', logGroupClass: 'STANDARD' }], nextToken: 'more' })
    .resolvesOnce({ logGroups: [{ logGroupName: '/mms/b', logGroupClass: 'INFREQUENT_ACCESS' }] });
  expect(await subscriptions.list('/mms/')).toEqual([
    { name: '/mms/a', takesFilters: true },
    { name: '/mms/b', takesFilters: false },
  ]);
});

test.each([
  ['two filters of others stand there', new LimitExceededException(refusal), 'filter-limit'],
  ['it has been deleted meanwhile', new ResourceNotFoundException(refusal), 'gone'],
])('a log group is refused where %s', async (_why, error, answer) => {
  logs.on(PutSubscriptionFilterCommand).rejects(error);
  expect(await subscriptions.put('/mms/a')).toBe(answer);
});

test('whatever else stands in the way is thrown', async () => {
  logs.on(PutSubscriptionFilterCommand).rejects(new Error('denied'));
  await expect(subscriptions.put('/mms/a')).rejects.toThrow('denied');
});

test('a filter that is not there needs no removal', async () => {
  logs.on(DeleteSubscriptionFilterCommand).rejects(new ResourceNotFoundException(refusal));
  expect(await subscriptions.remove('/mms/a')).toBe('none');
});
