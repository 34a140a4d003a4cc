import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../cli/local/embedded-dynamodb.ts';
import { episode } from '../../builders.ts';
import { type ButtonPress, type FakeSlack, startFakeSlack } from '../../slack/fake-slack.ts';

const SIGNING_SECRET = 'the-signing-secret';
const EPISODE_ID = '2026-11-23-1200-abc123';
const secrets = mockClient(SecretsManagerClient);
let database: EmbeddedDynamoDb;
let slack: FakeSlack;
let url: string;
let server: Server;
let isBase64Encoded = false;

beforeAll(async () => {
  secrets.on(GetSecretValueCommand, { SecretId: 'mms/signing' }).resolves({ SecretString: SIGNING_SECRET });
  database = await startEmbeddedDynamoDb();
  slack = await startFakeSlack();
  for (const [name, value] of Object.entries({
    ...{ AWS_ENDPOINT_URL_DYNAMODB: database.endpoint, AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local' },
    ...{ AWS_SECRET_ACCESS_KEY: 'local', TABLE_NAME: database.tableName, STACK_NAME: 'mm7watch' },
    ...{ LAMBDA_TASK_ROOT: '/var/task', SIGNING_SECRET_NAME: 'mms/signing' },
  }))
    vi.stubEnv(name, value);
  vi.spyOn(console, 'info').mockReturnValue();
  const { handler } = await import('../../../functions/slack-actions/handler.ts');
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString(isBase64Encoded ? 'base64' : 'utf8');
    const { statusCode } = await handler(functionUrlEvent(request.headers, body));
    response.writeHead(statusCode ?? 500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${portOf(server.address())}/`;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await new Promise((resolve) => server.close(resolve));
  await slack.close();
  await database.close();
});
beforeEach(() => {
  isBase64Encoded = false;
});

/** As a function URL hands a request over; only what the function reads. */
function functionUrlEvent(headers: NodeJS.Dict<string | string[]>, body: string): LambdaFunctionURLEvent {
  const single = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const http = { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'Slackbot' };
  return {
    ...{
      version: '2.0',
      routeKey: '$default',
      rawPath: '/',
      rawQueryString: '',
      headers: single,
      body,
      isBase64Encoded,
    },
    requestContext: {
      ...{ accountId: 'anonymous', apiId: 'x', domainName: 'x', domainPrefix: 'x', http, requestId: 'r' },
      ...{ routeKey: '$default', stage: '$default', time: '', timeEpoch: 0 },
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address with a port');
  return address.port;
}

const press = (changes: Partial<ButtonPress> = {}) =>
  slack.press(url, {
    ...{ actionId: 'acknowledge', value: EPISODE_ID, user: { id: 'U1', name: 'ada' } },
    ...{ signingSecret: SIGNING_SECRET, timestampS: Math.floor(Date.now() / 1000) },
    ...changes,
  });
const stands = () => dynamoEpisodeStore(database).find(EPISODE_ID);

describe('a button that is pressed in Slack', () => {
  test('does what it says, and tells others who did it', async () => {
    await dynamoEpisodeStore(database).put(episode({ id: EPISODE_ID, toldMs: 1 }));
    expect(await press()).toBe(200);
    expect(await stands()).toMatchObject({
      ...{ state: 'acknowledged', acknowledgedBy: { who: 'ada' } },
      outbox: [{ reason: 'acknowledged' }],
    });
    expect(await press({ actionId: 'silence-1h' })).toBe(200);
    expect(await stands()).toMatchObject({ quiet: 'silenced', silence: { author: 'ada' } });
  });

  test('is read as its bytes are, also where the URL hands them over encoded', async () => {
    isBase64Encoded = true;
    expect(await press({ actionId: 'unsilence' })).toBe(200);
    expect((await stands())?.quiet).toBeUndefined();
  });

  test.each([
    ['with another secret', { signingSecret: 'guessed' }],
    ['more than five minutes ago', { timestampS: Math.floor(Date.now() / 1000) - 301 }],
  ])('is refused where it was signed %s', async (_what, changes) => {
    const before = await stands();
    expect(await press({ actionId: 'silence-4h', ...changes })).toBe(401);
    expect(await stands()).toEqual(before);
  });

  test('is refused without a signature, whatever it holds', async () => {
    const { status } = await fetch(url, { method: 'POST', body: 'payload=%7B%7D' });
    expect(status).toBe(401);
  });

  test('that only opens a link is answered', async () => {
    expect(await press({ actionId: 'look:Logs', value: undefined })).toBe(200);
  });
});
