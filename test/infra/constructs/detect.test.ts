import { expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, statementsIn, templateOf } from '../synthesized.ts';

const template = templateOf(EVERYTHING);

test('detect reads new partials of the table’s stream and nothing else of it', () => {
  expect(propertiesIn(template, 'AWS::Lambda::EventSourceMapping', 'Detect')).toMatchObject([
    {
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"P#"}]}}}}' }],
      },
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
    },
  ]);
});

test('detect ticks each minute, and a tick that is late is dropped', () => {
  expect(propertiesIn(template, 'AWS::Events::Rule', 'Tick')).toMatchObject([
    {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Input: '{"kind":"tick"}', RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }],
    },
  ]);
});

const HEARTBEATS = 'arn:aws:sns:eu-west-1:210987654321:heartbeats';

test('detect is told where to send its heartbeats, and nothing where nobody listens', () => {
  const environmentIn = (word: typeof template) =>
    propertiesIn(word, 'AWS::Lambda::Function', 'Detect').map(({ Environment }) => Environment);
  expect(environmentIn(template)).toMatchObject([
    { Variables: { HEARTBEAT_URL: 'https://beat.example/mm7watch', HEARTBEAT_TOPIC_ARN: HEARTBEATS } },
  ]);
  expect(environmentIn(templateOf())).toMatchObject([{ Variables: { HEARTBEAT_URL: '', HEARTBEAT_TOPIC_ARN: '' } }]);
});

test('detect may publish to the topic of heartbeats and to its own, and to its own alone where there is none', () => {
  const publishing = (word: typeof template) =>
    statementsIn(word, 'Detect').filter(({ Action }) => Action === 'sns:Publish');
  expect(publishing(template).map(({ Resource }) => Resource)).toEqual([{ Ref: expect.any(String) }, HEARTBEATS]);
  expect(publishing(templateOf()).map(({ Resource }) => Resource)).toEqual([{ Ref: expect.any(String) }]);
});

test.each([
  ['QuickSweep', 'rate(15 minutes)', '{"kind":"sweep","hours":3}'],
  ['DailySweep', 'rate(1 day)', '{"kind":"sweep","hours":48}'],
])('detect makes up for what was missed: %s', (id, ScheduleExpression, Input) => {
  expect(propertiesIn(template, 'AWS::Events::Rule', id)).toMatchObject([{ ScheduleExpression, Targets: [{ Input }] }]);
});

test('detect holds the ledger every five minutes, and may read metrics for it', () => {
  expect(propertiesIn(template, 'AWS::Events::Rule', 'Ledger')).toMatchObject([
    { ScheduleExpression: 'rate(5 minutes)', Targets: [{ Input: '{"kind":"reconcile"}' }] },
  ]);
  expect(JSON.stringify(propertiesIn(template, 'AWS::IAM::Policy', 'Detect'))).toContain('cloudwatch:GetMetricData');
});

test('detect writes the canary to its stream of its log group and to nothing else, and to nothing without one', () => {
  const canaries = (word: typeof template) =>
    statementsIn(word, 'Detect').filter(({ Resource }) => JSON.stringify(Resource).includes('canary'));
  expect(canaries(template)).toMatchObject([{ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }]);
  expect(JSON.stringify(canaries(template)[0]?.Resource)).toContain(
    ':log-group:/mms/gateway:log-stream:mm7watch-canary"',
  );
  expect(canaries(templateOf())).toEqual([]);
});
