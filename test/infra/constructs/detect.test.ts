import { expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, templateOf } from '../synthesized.ts';

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

test('detect is told where to send its heartbeat, and nothing where nobody listens', () => {
  const urlIn = (word: typeof template) =>
    propertiesIn(word, 'AWS::Lambda::Function', 'Detect').map(({ Environment }) => Environment);
  expect(urlIn(template)).toMatchObject([{ Variables: { HEARTBEAT_URL: 'https://beat.example/mm7watch' } }]);
  expect(urlIn(templateOf())).toMatchObject([{ Variables: { HEARTBEAT_URL: '' } }]);
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
