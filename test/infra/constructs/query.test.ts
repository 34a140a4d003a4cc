import { expect, test } from 'vitest';
import { propertiesIn, templateOf } from '../synthesized.ts';

const template = templateOf();

test('the query URL asks for IAM credentials and is open to no other account', () => {
  template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'AWS_IAM' });
  expect(propertiesIn(template, 'AWS::Lambda::Permission', 'Query')).toEqual([]);
});

test('readers get both permissions that a call over the URL takes, neither without the URL, and may look at widgets', () => {
  expect(propertiesIn(template, 'AWS::IAM::ManagedPolicy', 'Readers')).toMatchInlineSnapshot(`
    [
      {
        "Description": "May ask mm7watch over its URL",
        "Path": "/",
        "PolicyDocument": {
          "Statement": [
            {
              "Action": "lambda:InvokeFunctionUrl",
              "Condition": {
                "StringEquals": {
                  "lambda:FunctionUrlAuthType": "AWS_IAM",
                },
              },
              "Effect": "Allow",
              "Resource": {
                "Fn::GetAtt": [
                  "Mm7WatchQueryFunction4C36FB88",
                  "Arn",
                ],
              },
            },
            {
              "Action": "lambda:InvokeFunction",
              "Condition": {
                "Bool": {
                  "lambda:InvokedViaFunctionUrl": "true",
                },
              },
              "Effect": "Allow",
              "Resource": {
                "Fn::GetAtt": [
                  "Mm7WatchQueryFunction4C36FB88",
                  "Arn",
                ],
              },
            },
            {
              "Action": "lambda:InvokeFunction",
              "Effect": "Allow",
              "Resource": {
                "Fn::GetAtt": [
                  "Mm7WatchWidgetFunctionEC1CA214",
                  "Arn",
                ],
              },
            },
          ],
          "Version": "2012-10-17",
        },
      },
    ]
  `);
});
