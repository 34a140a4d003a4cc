import { expect, test } from 'vitest';
import { parseFailureRecord } from '#shared/adapters/failure-record.ts';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:ingest:$LATEST';
const record = (overrides: Record<string, unknown>) =>
  JSON.stringify({
    ...{ version: '1.0', timestamp: '2026-11-23T12:00:00.000Z' },
    requestContext: { requestId: 'r', functionArn: ARN, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    ...overrides,
  });

test('of an asynchronous call it holds the event as it was and the last error', () => {
  const requestPayload = { awslogs: { data: 'H4sI' } };
  const responsePayload = { errorType: 'PayloadError', errorMessage: 'is none', trace: ['…'] };
  const responseContext = { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' };
  expect(parseFailureRecord(record({ requestPayload, responseContext, responsePayload }))).toEqual({
    functionName: ARN,
    failedMs: Date.UTC(2026, 10, 23, 12),
    condition: 'RetriesExhausted',
    error: 'PayloadError: is none',
    payload: requestPayload,
  });
});

test.each([
  ['as text', JSON.stringify({ Records: [{ eventID: '1' }] })],
  ['as it is', { Records: [{ eventID: '1' }] }],
])('of records of a stream it holds the event, written %s', (_, payload) => {
  const DDBStreamBatchInfo = { shardId: 's', batchSize: 1 };
  expect(parseFailureRecord(record({ DDBStreamBatchInfo, payload }))).toMatchObject({
    payload: { Records: [{ eventID: '1' }] },
    error: '',
  });
});

test('a call that never ran has no error, and one without its event none to be called with', () => {
  expect(parseFailureRecord(record({ responsePayload: null }))).toMatchObject({ error: '', payload: undefined });
});

test.each(['', 'no JSON', '[]', '{"timestamp":"2026"}'])('%j is no failed call', (text) => {
  expect(parseFailureRecord(text)).toBeNull();
});
