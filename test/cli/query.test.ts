import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { queryAll } from '#shared/adapters/dynamodb/table.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { answerCall } from '#shared/api/function-url.ts';
import { READ_ROUTES, type ReadPorts } from '#shared/api/routes.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import { readSettings } from '#shared/config/settings.ts';
import { queryOverview } from '#shared/pipeline/query.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';

/** Each command starts a process of its own. */
vi.setConfig({ hookTimeout: 120_000, testTimeout: 120_000 });

const RANGE = { fromMs: Date.UTC(2026, 10, 23), toMs: Date.UTC(2026, 10, 24) };
const ARGUMENTS = ['--from', '2026-11-23', '--to', '2026-11-24', '--json'];
const LINES = [
  ...['1000', '1000', '2568', '3520'].map((code) => `status_code=${code} vasid=svc-1 carrier=31002`),
  ...['1000', '3520', '3520'].map((code) => `status_code=${code} vasid=svc-2 carrier=31003`),
  ...['1000', '2002'].map((code) => `status_code=${code}`),
];

let folder: string;
let database: EmbeddedDynamoDb;
let ports: ReadPorts;
let aws: Server;
let environment: Record<string, string>;

/** Runs the command as a user does. */
const mm7watch = (args: readonly string[], env: Record<string, string> = environment) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { env: { PATH: process.env.PATH ?? '', HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env } };
    const child = execFile(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end();
  });
const asked = async (args: readonly string[]) => JSON.parse((await mm7watch(args)).out);

/** Says what CloudFormation and the query URL say, the latter by the code that is deployed. */
function awsOn(
  handler: (path: string, headers: Record<string, string>) => Promise<{ status: number; body: string }>,
): Server {
  return createServer((request, response) => {
    if (request.method === 'POST') {
      response.end(`<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>Mm7Watch</StackName>
        <Outputs><member><OutputKey>QueryUrl</OutputKey><OutputValue>https://query.lambda-url.eu-central-1.on.aws/</OutputValue></member></Outputs>
        </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`);
      return;
    }
    const { authorization = '', host = '', accept = '' } = request.headers;
    void handler(request.url ?? '', { authorization, host, accept }).then(({ status, body }) => {
      response.statusCode = status;
      response.end(body);
    });
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-test-'));
  const log = join(folder, 'gateway.log');
  const store = join(folder, 'store');
  const at = (place: number) => `2026-11-23T12:0${place % 7}:00Z`;
  await writeFile(log, LINES.map((line, place) => `${at(place)} mm7 submit answered ${line}\n`).join(''));
  expect((await mm7watch(['run', '--store', store, '--json', log], {})).code).toBe(0);
  database = await startEmbeddedDynamoDb(store);
  ports = { ...dynamoApiStores(database), ...knowledgeOf(readSettings({}, 'none')) };
  aws = awsOn(async (path, headers) => {
    if (!headers.authorization?.includes('/eu-central-1/lambda/aws4_request')) return { status: 403, body: '{}' };
    if (headers.host !== 'query.lambda-url.eu-central-1.on.aws') return { status: 404, body: '{}' };
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    const event = {
      ...{
        rawPath: pathname,
        queryStringParameters: Object.fromEntries(searchParams),
        headers,
        isBase64Encoded: false,
      },
      requestContext: { http: { method: 'GET' } },
    };
    return answerCall(event, { nowMs: Date.now(), sha256, onFailure: () => {} }, READ_ROUTES, ports);
  });
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  const address = aws.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  environment = {
    ...{ AWS_ENDPOINT_URL_DYNAMODB: database.endpoint, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
    ...{ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-central-1' },
  };
});
afterAll(async () => {
  aws.close();
  await database.close();
  await rm(folder, { recursive: true });
});

test('a stack, its table and the raw items tell the same counts, and so do the tables at the end of a run', async () => {
  const stack = await asked(['query', 'codes', '--stack', 'Mm7Watch', ...ARGUMENTS]);
  const table = await asked(['query', 'codes', '--table', database.tableName, ...ARGUMENTS]);
  const countsOf = (rows: { kind: string; outcome: string; count: number }[]) =>
    Object.fromEntries(rows.map(({ kind, outcome, count }) => [`${kind}|${outcome}`, count]));
  const items = await queryAll(database, 'R#all#2026-11-23');
  const raw = new Map<string, number>();
  for (const { c } of items)
    for (const [key, count] of Object.entries(c ?? {})) raw.set(key, (raw.get(key) ?? 0) + count);
  expect(Object.fromEntries(raw)).toEqual({ 'submit|1000': 4, 'submit|2568': 1, 'submit|3520': 3, 'submit|2002': 1 });
  expect(countsOf(stack.rows)).toEqual(Object.fromEntries(raw));
  expect(table.rows).toEqual(stack.rows);
  expect((await queryOverview(RANGE, ports)).outcomes).toEqual(stack.rows);
  const series = await asked(['query', 'series', '--by', 'code', '--stack', 'Mm7Watch', ...ARGUMENTS]);
  const totals = series.lines.map(({ group, total }: { group: string; total: number }) => [`submit|${group}`, total]);
  expect(Object.fromEntries(totals)).toEqual(Object.fromEntries(raw));
  const carriers = await asked(['query', 'breakdown', '--by', 'carrier', '--stack', 'Mm7Watch', ...ARGUMENTS]);
  expect(carriers.rows.map(({ value, submits, errors }: Record<string, unknown>) => [value, submits, errors])).toEqual([
    ['31002', 4, 2],
    ['31003', 3, 2],
    [null, 2, 1],
  ]);
  const funnel = await asked(['query', 'funnel', '--stack', 'Mm7Watch', ...ARGUMENTS]);
  expect(funnel.total).toMatchObject({ submitted: 9, accepted: 4, refused: 5 });
});

test('people get tables, a spreadsheet gets CSV', async () => {
  const range = ['--at', '2026-11-23T12:00Z', '--for', '30m'];
  const { out } = await mm7watch(['query', 'codes', '--stack', 'Mm7Watch', ...range]);
  expect(out).toMatch(/^2026-11-23T12:00Z to 2026-11-23T12:30Z\n/);
  expect(out).toMatch(/submit +3520 +3 +33\.3 % +█ ██ +Provisioning issue +account-manager/);
  const csv = await mm7watch(['query', 'breakdown', '--stack', 'Mm7Watch', '--csv', ...range]);
  expect(csv.out.split('\r\n')[1]).toBe('31002,4,2,0.5,2568=1 3520=1');
});

describe('what cannot be asked is told in one line', () => {
  const without = (name: string) => Object.fromEntries(Object.entries(environment).filter(([key]) => key !== name));
  test.each([
    [
      'no credentials',
      () => without('AWS_ACCESS_KEY_ID'),
      ['--stack', 'Mm7Watch'],
      'no AWS credentials were found; log in with aws sso login or aws configure',
    ],
    [
      'no region',
      () => without('AWS_REGION'),
      ['--stack', 'Mm7Watch'],
      'no AWS region is set; give --region or set AWS_REGION',
    ],
    ['no place', () => environment, [], 'query asks one place; give --store FOLDER, --stack NAME or --table NAME'],
    [
      'a wrong filter',
      () => environment,
      ['--stack', 'Mm7Watch', '--code', '25'],
      'code must be codes or statuses with commas, as in 2568,3520, got 25',
    ],
    [
      'a wrong time',
      () => environment,
      ['--stack', 'Mm7Watch', '--since', 'soon'],
      '--since must be a time as in 2026-11-23T10:42Z, 2h (ago)',
    ],
  ])('%s', async (_name, env, args, line) => {
    const { code, err } = await mm7watch(['query', 'codes', ...args], env());
    expect(err.trim().split('\n')).toEqual([expect.stringContaining(line)]);
    expect(code).toBe(2);
  });
});
