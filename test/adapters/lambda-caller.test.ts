import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { lambdaCaller } from '#shared/adapters/lambda-caller.ts';

const lambda = mockClient(LambdaClient);
const caller = lambdaCaller(new LambdaClient({ region: 'local' }));
const payloadOf = (value: unknown) =>
  Object.assign(new TextEncoder().encode(JSON.stringify(value)), { transformToString: () => JSON.stringify(value) });
beforeEach(() => lambda.reset());

test('calls with the payload as it was and waits', async () => {
  lambda.on(InvokeCommand).resolves({ Payload: payloadOf(null) });
  expect(await caller.call('ingest', { awslogs: { data: 'x' } })).toBeNull();
  const { FunctionName, Payload, InvocationType } = lambda.commandCalls(InvokeCommand)[0]?.args[0].input ?? {};
  expect([FunctionName, InvocationType]).toEqual(['ingest', undefined]);
  expect(Payload).toEqual(new TextEncoder().encode('{"awslogs":{"data":"x"}}'));
});

test.each([
  ['an error of the function', { errorType: 'PayloadError', errorMessage: 'is none' }, 'PayloadError: is none'],
  ['a death of the function', null, 'Unhandled: '],
])('%s is told', async (_, body, told) => {
  lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: payloadOf(body) });
  expect(await caller.call('ingest', {})).toBe(told);
});

test('records that a function gives back as failed are told', async () => {
  lambda.on(InvokeCommand).resolves({ Payload: payloadOf({ batchItemFailures: [{ itemIdentifier: '7' }] }) });
  expect(await caller.call('ingest', {})).toBe('1 records failed; the others were taken');
});

test('a stream whose records were all taken is done', async () => {
  lambda.on(InvokeCommand).resolves({ Payload: payloadOf({ batchItemFailures: [] }) });
  expect(await caller.call('ingest', {})).toBeNull();
});
