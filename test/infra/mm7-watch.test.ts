import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { Mm7Watch, type Mm7WatchProps } from '../../infra/mm7-watch.ts';
import { templateOf } from './synthesized.ts';

const inOwnApp = (props: Mm7WatchProps) => {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'own');
  const watch = new Mm7Watch(stack, 'Watch', props);
  return { stack, watch };
};

describe('the construct in an app of one’s own', () => {
  test('gives topic, table and URL to build on', () => {
    const { stack, watch } = inOwnApp({});
    expect(stack.resolve(watch.topic.topicArn)).toEqual({ Ref: expect.stringContaining('WatchNotifyTopic') });
    expect(stack.resolve(watch.table.tableName)).toEqual({ Ref: expect.stringContaining('WatchStorageTable') });
    expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toEqual([]);
  });

  test('says that nothing is read while no log group is named', () => {
    const { stack } = inOwnApp({});
    Annotations.fromStack(stack).hasWarning('/own/Watch', Match.stringLikeRegexp('logGroups names no log group'));
  });

  test.each([
    [{ logGroups: { names: ['/mm7watch/mm7watch/ingest'] } }, 'logGroups.names[0]: must not begin with /mm7watch/'],
    [{ logGroups: { names: ['two words'] } }, 'logGroups.names[0]: must be 1-512 letters'],
    [{ channels: { emails: ['nobody'] } }, 'channels.emails[0]: must be an e-mail address; got "nobody"'],
    [
      {
        channels: {
          slackWebhookSecretName: 'mms/slack',
          slackBot: { tokenSecretName: 'mms/bot', channel: 'C0123456789' },
        },
      },
      'channels.slackBot: must not stand beside slackWebhookSecretName',
    ],
    [
      { channels: { slackBot: { tokenSecretName: 'mms/bot', channel: '#alerts' } } },
      'channels.slackBot.channel: must be the id of a channel, as in "C0123456789"; got "#alerts"',
    ],
    [{ channels: { heartbeatUrl: 'beat' } }, 'channels.heartbeatUrl: must be an address'],
    [
      { channels: { heartbeatTopicArn: 'arn:aws:sns:eu-west-1:210987654321:beats.fifo' } },
      'channels.heartbeatTopicArn: must be the ARN of a standard topic',
    ],
    [{ reservedConcurrency: { ingest: 0 } }, 'reservedConcurrency.ingest: must be 1 or more; got 0'],
    [{ ingestion: { mode: 'kinesis', organizationId: 'acme' } }, 'ingestion.organizationId: must be the id of an'],
  ] satisfies [Mm7WatchProps, string][])('%j is refused: %s', (props, message) => {
    expect(() => inOwnApp(props)).toThrow(`own/Watch: ${message}`);
  });
});

test('new settings of extraction change the code of functions and nothing else', () => {
  const before = templateOf().toJSON();
  const after = templateOf({ extraction: { catalogue: { 2571: { text: 'Limit of a trial' } } } }).toJSON();
  expect(after).toEqual(before);
});
