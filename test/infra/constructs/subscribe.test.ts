import { expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, THROUGH_STREAM, templateOf } from '../synthesized.ts';

const full = templateOf(EVERYTHING);

test('without prefixes there is nothing to subscribe and no function for it', () => {
  expect(propertiesIn(templateOf(), 'AWS::Lambda::Function', 'Subscribe')).toEqual([]);
});

test('log groups are looked for when they are made, each hour, and at each change of prefixes or pattern', () => {
  expect(
    propertiesIn(full, 'AWS::Events::Rule', 'Subscribe').map(({ ScheduleExpression, EventPattern }) => ({
      ScheduleExpression,
      EventPattern,
    })),
  ).toMatchInlineSnapshot(`
    [
      {
        "EventPattern": undefined,
        "ScheduleExpression": "rate(1 hour)",
      },
      {
        "EventPattern": {
          "detail": {
            "eventName": [
              "CreateLogGroup",
            ],
            "eventSource": [
              "logs.amazonaws.com",
            ],
            "requestParameters": {
              "logGroupName": [
                {
                  "prefix": "/mms/more",
                },
              ],
            },
          },
          "detail-type": [
            "AWS API Call via CloudTrail",
          ],
          "source": [
            "aws.logs",
          ],
        },
        "ScheduleExpression": undefined,
      },
    ]
  `);
  full.hasResourceProperties('Custom::SubscribedLogGroups', {
    prefixes: '["/mms/more"]',
    filterPattern: '?StatusCode ?MMStatus',
    ServiceTimeout: '360',
  });
});

test('filters may be put under the prefixes only, and a role be passed only where there is a stream', () => {
  const statements = (word: typeof full) =>
    JSON.stringify(
      propertiesIn(word, 'AWS::IAM::Policy', 'SubscribeSubscribe').concat(
        propertiesIn(word, 'AWS::IAM::Policy', 'SubscribeRole'),
      ),
    );
  expect(statements(full)).toContain(':log-group:/mms/more*');
  expect(statements(full)).not.toContain('iam:PassRole');
  expect(statements(templateOf(THROUGH_STREAM))).toContain('iam:PassRole');
});
