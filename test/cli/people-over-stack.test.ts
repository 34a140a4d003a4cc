import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { AcknowledgedAnswer, EpisodeAnswer } from '#shared/api/episode-answers.ts';
import { answerCall } from '#shared/api/function-url.ts';
import { READ_ROUTES, WRITE_ROUTES } from '#shared/api/routes.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import { readSettings } from '#shared/config/settings.ts';
import { episode, NOON_MS } from '../builders.ts';

/** Each command starts a process of its own. */
vi.setConfig({ testTimeout: 120_000 });

const ONE = episode({ toldMs: NOON_MS });
const QUERY_HOST = 'query.lambda-url.eu-central-1.on.aws';
const ACT_HOST = 'act.lambda-url.eu-central-1.on.aws';
const OUTPUTS = `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>mm7watch</StackName><Outputs>
  <member><OutputKey>QueryUrl</OutputKey><OutputValue>https://${QUERY_HOST}/</OutputValue></member>
  <member><OutputKey>ActUrl</OutputKey><OutputValue>https://${ACT_HOST}/</OutputValue></member>
  </Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
/** What the URLs see of a request that IAM has let through. */
const ADA = { authorizer: { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/operators/ada' } } };
const CREDENTIALS = { accessKeyId: 'id', secretAccessKey: 'secret' };

const stores = { ...memoryStores(), ...knowledgeOf(readSettings({}, 'none')) };
let aws: Server;
let environment: Record<string, string>;
/** Method, host and path of each request whose signature was right. */
const signed: string[] = [];

beforeAll(async () => {
  await stores.episodes.put(ONE);
  aws = createServer((request, response) => {
    void answerAsAws(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  const address = aws.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_REGION: 'eu-central-1',
  };
});
afterAll(() => aws.close());
beforeEach(() => void signed.splice(0));

/** Describes the stack, and answers at its two URLs by the code that is deployed, after looking at the signature as IAM does. */
async function answerAsAws(request: IncomingMessage): Promise<{ status: number; body: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  const { host = '' } = request.headers;
  if (host !== QUERY_HOST && host !== ACT_HOST) return { status: 200, body: OUTPUTS };
  const { pathname, searchParams } = new URL(request.url ?? '', `https://${host}`);
  const method = request.method ?? '';
  if (!(await isSignedBy(request, body, searchParams))) return { status: 403, body: '{"Message":"Forbidden"}' };
  signed.push(`${method} ${host} ${pathname}`);
  const event = {
    ...{ rawPath: pathname, queryStringParameters: Object.fromEntries(searchParams), headers: {} },
    ...(body === '' ? {} : { body: Buffer.from(body).toString('base64') }),
    ...{ isBase64Encoded: true, requestContext: { http: { method }, ...ADA } },
  };
  const context = { nowMs: Date.now(), sha256, onFailure: () => {} };
  return host === ACT_HOST
    ? answerCall(event, context, WRITE_ROUTES, stores)
    : answerCall(event, context, READ_ROUTES, stores);
}

/** Signs the request again from what came of it, body and all, and compares. */
async function isSignedBy(request: IncomingMessage, body: string, search: URLSearchParams): Promise<boolean> {
  const { authorization = '', host = '' } = request.headers;
  const named = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const date = String(request.headers['x-amz-date']);
  const signer = new SignatureV4({
    ...{ service: 'lambda', region: 'eu-central-1', credentials: CREDENTIALS },
    sha256: Hash.bind(null, 'sha256'),
  });
  const again = await signer.sign(
    {
      ...{ method: request.method ?? '', protocol: 'https:', hostname: host },
      ...{ path: new URL(request.url ?? '', `https://${host}`).pathname, query: Object.fromEntries(search) },
      headers: Object.fromEntries(named.map((name) => [name, String(request.headers[name])])),
      body: body === '' ? null : body,
    },
    { signingDate: new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')) },
  );
  return again.headers.authorization === authorization;
}

/** Runs the command as a user does; standard output, else the error. */
const mm7watch = (words: readonly string[], env: Record<string, string> = environment) =>
  new Promise<string>((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...env } };
    const command = ['--import', 'tsx', 'cli/main.ts', ...words, '--stack', 'mm7watch'];
    execFile(process.execPath, command, options, (error, out, err) => resolve(error ? err : out));
  });

test('an episode of a deployment is taken on, silenced, told again, marked and written about in the name of who signs', async () => {
  expect(await mm7watch(['episodes'])).toContain(ONE.id);
  expect(await mm7watch(['ack', ONE.id])).toContain('taken on by ada');
  const silenced = await mm7watch(['silence', ONE.id, '--for', '4h', '--reason', 'ticket 4711']);
  expect(silenced).toMatch(new RegExp(`It hides 1 that go on:\n {2}${ONE.id} {2}2568 Unable to authenticate: `));
  expect(await mm7watch(['episodes'])).toMatch(
    /acknowledged .*ada; silenced by ada until .*Silences in force.*ticket 4711/s,
  );
  expect(await mm7watch(['unsilence', ONE.id])).toContain('is ended');
  expect(await mm7watch(['mark', 'credentials rotated', '--service', 'svc-1'])).toContain(
    'credentials rotated, service svc-1 (ada)',
  );
  expect(await mm7watch(['escalate', ONE.id])).toMatch(
    /^Subject: MM7 submits fail with 2568 .*: service svc-1, since /,
  );
  const { episodes } = JSON.parse(await mm7watch(['episodes', '--json', '--since', '30d']));
  expect(episodes[0].history.map(({ reason, who }: Record<string, string>) => `${reason} by ${who}`)).toEqual([
    ...['acknowledged by ada', 'silenced by ada', 'unsilenced by ada'],
  ]);
  expect(signed.filter((each) => !each.startsWith('GET '))).toEqual([
    `POST ${ACT_HOST} /v1/episodes/${ONE.id}/acknowledge`,
    `POST ${ACT_HOST} /v1/silences`,
    `DELETE ${ACT_HOST} /v1/silences/${ONE.id}`,
    `POST ${ACT_HOST} /v1/markers`,
  ]);
});

describe('the page over a deployment', () => {
  let page: ChildProcess;
  let address: URL;
  beforeAll(async () => {
    const env = { PATH: process.env.PATH ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...environment };
    const command = ['--import', 'tsx', 'cli/main.ts', 'console', '--stack', 'mm7watch'];
    page = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    address = await new Promise((resolve, reject) => {
      let said = '';
      page.stdout?.on('data', (chunk) => {
        said += chunk;
        const [, found] = /^Page: (\S+)$/m.exec(said) ?? [];
        if (found) resolve(new URL(found));
      });
      page.once('exit', () => reject(new Error(`the page was not served: ${said}`)));
    });
  });
  afterAll(() => page.kill());

  const change = (
    path: string,
    body: object,
    token = new URLSearchParams(address.hash.slice(1)).get('token') ?? '',
  ) => {
    const headers = { 'content-type': 'application/json', 'x-mm7watch-token': token, origin: address.origin };
    return fetch(new URL(path, address), { method: 'POST', headers, body: JSON.stringify(body) });
  };

  test('lets who has its address take on and silence an incident, signed in their own name', async () => {
    const other = episode({ id: '2026-11-23-1201-page01', toldMs: NOON_MS });
    await stores.episodes.put(other);
    const taken = await change(`/v1/episodes/${other.id}/acknowledge`, {});
    expect([taken.status, AcknowledgedAnswer.parse(await taken.json()).episode.acknowledgedBy?.who]).toEqual([
      200,
      'ada',
    ]);
    const matcher = { episodeId: other.id };
    const silenced = await change('/v1/silences', { matcher, minutes: 60, reason: 'from the page' });
    expect(await silenced.json()).toMatchObject({ silence: { author: 'ada' }, hidden: [{ id: other.id }] });
    const told = EpisodeAnswer.parse(await (await fetch(new URL(`/v1/episodes/${other.id}`, address))).json());
    expect(told.episode).toMatchObject({ state: 'acknowledged', silence: { author: 'ada', reason: 'from the page' } });
    expect(signed).toEqual([
      `POST ${ACT_HOST} /v1/episodes/${other.id}/acknowledge`,
      `POST ${ACT_HOST} /v1/silences`,
      `GET ${QUERY_HOST} /v1/episodes/${other.id}`,
    ]);
  });

  test('signs nothing for who has not', async () => {
    const refused = await change(`/v1/episodes/${ONE.id}/acknowledge`, {}, 'guessed');
    expect(refused.status).toBe(403);
    expect(signed).toEqual([]);
  });
});

describe('what cannot be done is told in one line', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name));
  test.each([
    [
      'without credentials',
      () => without('AWS_ACCESS_KEY_ID'),
      [],
      'no AWS credentials were found; log in with aws sso',
    ],
    ['without a region', () => without('AWS_REGION'), [], 'no AWS region is set; give --region or set AWS_REGION'],
    [
      'with a signature that AWS does not take',
      () => ({ ...environment, AWS_SECRET_ACCESS_KEY: 'another' }),
      [],
      "these credentials need the policy of the stack's output OperatorsPolicyArn",
    ],
    [
      'in the name of somebody else',
      () => environment,
      ['--as', 'Bo'],
      '--as cannot stand beside --stack: who acts is the one whose credentials sign it',
    ],
    [
      'beside a table',
      () => environment,
      ['--table', 'mm7watch-Table'],
      'this is told one place; give --stack NAME, --table NAME or --store FOLDER',
    ],
  ])('%s', async (_what, env, more, line) => {
    const said = await mm7watch(['ack', ONE.id, ...more], env());
    expect(said.trim().split('\n')).toEqual([expect.stringContaining(line)]);
    expect(signed).toEqual([]);
  });
});
