import { AuthorizationErrorException, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { heartbeatToTopic, heartbeatToUrl } from '#shared/adapters/heartbeat.ts';
import type { Post } from '#shared/adapters/post.ts';

const answering =
  (status: number): Post =>
  async () => ({ status, text: '' });
const unreachable: Post = () => Promise.reject(new Error('no route'));

test.each([
  ['is taken', 'https://beat.example', answering(200), 'taken'],
  ['is not taken where the address refuses it', 'https://beat.example', answering(404), 'not-taken'],
  ['is not taken where nobody can be reached', 'https://beat.example', unreachable, 'not-taken'],
  ['is not sent where nobody listens', '', unreachable, 'taken'],
])('a heartbeat to an address %s', async (_what, url, post, outcome) => {
  expect(await heartbeatToUrl(url, 'mm7watch', post)()).toBe(outcome);
});

describe('a heartbeat to a topic', () => {
  const sns = mockClient(SNSClient);
  beforeEach(() => sns.reset());
  const TOPIC_ARN = 'arn:aws:sns:eu-west-1:210987654321:heartbeats';

  test('goes to the region of the topic and says from where it comes', async () => {
    sns.on(PublishCommand).resolves({});
    expect(await heartbeatToTopic(TOPIC_ARN, 'mm7watch')()).toBe('taken');
    const [call] = sns.commandCalls(PublishCommand);
    expect(call?.args[0].input).toEqual({ TopicArn: TOPIC_ARN, Message: '{"source":"mm7watch"}' });
    expect(await call?.thisValue.config.region()).toBe('eu-west-1');
  });

  test.each([
    ['refuses it', new AuthorizationErrorException({ message: 'not authorized', $metadata: {} })],
    ['cannot be reached', new Error('no route')],
  ])('is not taken where the topic %s, and that is no error', async (_what, error) => {
    sns.on(PublishCommand).rejects(error);
    expect(await heartbeatToTopic(TOPIC_ARN, 'mm7watch')()).toBe('not-taken');
  });

  test('is not sent where there is none', async () => {
    expect(await heartbeatToTopic('', 'mm7watch')()).toBe('taken');
    expect(sns.commandCalls(PublishCommand)).toEqual([]);
  });
});
