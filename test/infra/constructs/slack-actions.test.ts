import { expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, statementsIn, templateOf } from '../synthesized.ts';

const full = templateOf(EVERYTHING);

test('without a signing secret there is neither function nor open URL', () => {
  const plain = templateOf({ channels: { slackWebhookSecretName: 'mms/slack' } });
  expect(propertiesIn(plain, 'AWS::Lambda::Function', 'SlackActions')).toEqual([]);
  expect(propertiesIn(plain, 'AWS::Lambda::Url', 'SlackActions')).toEqual([]);
});

test('the URL is open, since Slack signs with its own secret, and is told as an output', () => {
  expect(propertiesIn(full, 'AWS::Lambda::Url', 'SlackActions')).toMatchObject([{ AuthType: 'NONE' }]);
  expect(propertiesIn(full, 'AWS::Lambda::Permission', 'SlackActions').map(({ Action }) => Action)).toEqual([
    'lambda:InvokeFunctionUrl',
    'lambda:InvokeFunction',
  ]);
  expect(Object.keys(full.findOutputs('SlackActionsUrl'))).toEqual(['SlackActionsUrl']);
});

test('it is told the name of the secret, and may touch episodes and silences alone', () => {
  const [fn] = propertiesIn(full, 'AWS::Lambda::Function', 'SlackActions');
  expect(fn?.Environment).toMatchObject({ Variables: { SIGNING_SECRET_NAME: 'mms/slack-signing' } });
  const statements = statementsIn(full, 'SlackActions');
  const leadingKeys = statements.map(
    ({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
  );
  expect(leadingKeys.filter((keys) => keys !== undefined)).toEqual([['E#*', 'A#*'], ['A#*']]);
  expect(JSON.stringify(statements)).toContain(':secret:mms/slack-signing-??????');
  expect(JSON.stringify(statements)).not.toContain('sns:Publish');
});

test('what it fails on is kept and its failures raise alarms, as those of the other functions', () => {
  expect(propertiesIn(full, 'AWS::Lambda::EventInvokeConfig', 'SlackActions')).toMatchObject([
    { DestinationConfig: { OnFailure: {} } },
  ]);
  expect(propertiesIn(full, 'AWS::CloudWatch::Alarm', 'slackactions')).toHaveLength(5);
});

test('buttons without messages that hold them are refused', () => {
  const settings = { channels: { slackActions: { signingSecretName: 'x' } } };
  expect(() => templateOf(settings)).toThrow('channels.slackActions: must stand beside slackBot');
});
