import { expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, templateOf } from '../synthesized.ts';

const plain = templateOf();
const full = templateOf(EVERYTHING);

test('the topic is encrypted and takes nothing that comes in the clear', () => {
  plain.hasResourceProperties('AWS::SNS::Topic', { DisplayName: 'mm7watch', KmsMasterKeyId: {} });
  expect(propertiesIn(plain, 'AWS::SNS::TopicPolicy', 'NotifyTopic')).toMatchInlineSnapshot(`
    [
      {
        "PolicyDocument": {
          "Statement": [
            {
              "Action": "sns:Publish",
              "Condition": {
                "Bool": {
                  "aws:SecureTransport": "false",
                },
              },
              "Effect": "Deny",
              "Principal": "*",
              "Resource": {
                "Ref": "Mm7WatchNotifyTopic6AB7B0F5",
              },
              "Sid": "AllowPublishThroughSSLOnly",
            },
          ],
          "Version": "2012-10-17",
        },
        "Topics": [
          {
            "Ref": "Mm7WatchNotifyTopic6AB7B0F5",
          },
        ],
      },
    ]
  `);
});

test('without channels nobody is told, and no function is deployed for it', () => {
  expect(propertiesIn(plain, 'AWS::SNS::Subscription', 'Notify')).toEqual([]);
  expect(propertiesIn(plain, 'AWS::Lambda::Function', 'Notify')).toEqual([]);
});

test('each channel of the settings is subscribed', () => {
  const subscriptions = propertiesIn(full, 'AWS::SNS::Subscription', 'Notify');
  expect(subscriptions.map(({ Protocol }) => Protocol)).toEqual(['email', 'lambda']);
});

test('the function for Slack may read one secret, whose name it is told and not the value', () => {
  const [notify] = propertiesIn(full, 'AWS::Lambda::Function', 'Notify');
  expect(notify?.Environment).toMatchObject({
    Variables: { SLACK_SECRET_NAME: 'mms/slack', SLACK_CHANNEL: '', SLACK_BUTTONS: 'yes' },
  });
  const [policy] = propertiesIn(full, 'AWS::IAM::Policy', 'Notify');
  expect(JSON.stringify(policy)).toContain(':secret:mms/slack-??????');
});

test('a bot is told its channel, and may read its token', () => {
  const channels = { slackBot: { tokenSecretName: 'mms/bot', channel: 'C0123456789' } };
  const template = templateOf({ channels });
  const [notify] = propertiesIn(template, 'AWS::Lambda::Function', 'Notify');
  expect(notify?.Environment).toMatchObject({
    Variables: { SLACK_SECRET_NAME: 'mms/bot', SLACK_CHANNEL: 'C0123456789', SLACK_BUTTONS: 'no' },
  });
});

test('Amazon Q Developer is given the topic for each channel of chat, and a role that may do nothing', () => {
  const topics = { SnsTopicArns: [{ Ref: expect.stringContaining('NotifyTopic') }] };
  expect(propertiesIn(full, 'AWS::Chatbot::SlackChannelConfiguration')).toMatchObject([
    { ...topics, SlackWorkspaceId: 'T0123456789', SlackChannelId: 'C0123456789' },
  ]);
  expect(propertiesIn(full, 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration')).toMatchObject([
    { ...topics, TeamsChannelId: '19%3aab6ef35d%40thread.tacv2' },
  ]);
  const [role] = propertiesIn(full, 'AWS::IAM::Role', 'NotifyChat');
  expect(Object.keys(role ?? {})).toEqual(['AssumeRolePolicyDocument', 'Description']);
  expect(propertiesIn(full, 'AWS::IAM::Policy', 'NotifyChat')).toEqual([]);
});
