import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { snsNotifier } from '#shared/adapters/sns.ts';
import { episode } from '../builders.ts';

const sns = mockClient(SNSClient);
beforeEach(() => {
  sns.reset();
  sns.on(PublishCommand).resolves({});
});

const notifier = snsNotifier({ client: new SNSClient({ region: 'us-east-1' }), topicArn: 'arn:aws:sns:::alerts' });

test('each kind of subscriber gets the form it can read, under attributes to filter by', async () => {
  await notifier.notify({ id: 'n1', reason: 'opened', episode: episode() });
  const { Message = '', MessageAttributes } = sns.commandCalls(PublishCommand)[0]?.args[0].input ?? {};
  const forms: Record<string, string> = JSON.parse(Message);
  expect(Object.keys(forms)).toEqual(['default', 'email', 'https']);
  expect(JSON.parse(forms.default ?? '')).toMatchObject({ id: 'n1', reason: 'opened' });
  expect(forms.email).toMatch(/^ALERT: 2568 .*\n\n/);
  expect(JSON.parse(forms.https ?? '')).toMatchObject({ version: '1.0', source: 'custom' });
  expect(MessageAttributes).toMatchObject({ severity: { DataType: 'String', StringValue: 'critical' } });
});
