import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { DIALECTS } from '../../cli/local/gateway/exchange.ts';
import { exchangeLine } from '../../cli/local/gateway/log-lines.ts';
import { NOON_MS } from '../builders.ts';
import { SECRET_FIELDS, SECRETS, secretsIn } from '../privacy/secrets.ts';
import { deliveredEvent, deliveryBody, packed } from './deliveries.ts';
import { callAsynchronously } from './lambda.ts';

let database: EmbeddedDynamoDb;
let folder: string;
let handler: (event: CloudWatchLogsEvent) => Promise<void>;
const log: string[] = [];

beforeAll(async () => {
  database = await startEmbeddedDynamoDb();
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-privacy-'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ extraction: {}, logGroups: [] }));
  const environment = {
    ...{ AWS_ENDPOINT_URL_DYNAMODB: database.endpoint, AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local' },
    ...{ AWS_SECRET_ACCESS_KEY: 'local', TABLE_NAME: database.tableName, STACK_NAME: 'mm7watch' },
    LAMBDA_TASK_ROOT: folder,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.useFakeTimers({ now: NOON_MS, toFake: ['Date'] });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    log.push(String(text));
    return true;
  });
  handler = (await import('../../functions/ingest/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await database.close();
  await rm(folder, { recursive: true });
});

const exchange = {
  ...{ atMs: NOON_MS, transactionId: 't1', vasid: 'svc-1', carrier: '31002', code: 2568 },
  recipient: `+${SECRETS.phone}`,
};
const soap = exchangeLine(exchange, 'soap', DIALECTS[0]);
const MESSAGES: readonly string[] = [
  ...(['soap', 'json', 'dump', 'fields'] as const).map((format) => exchangeLine(exchange, format, DIALECTS[0])),
  ...[0.2, 0.4, 0.6, 0.8, 0.95].map((share) => soap.slice(0, soap.length * share)),
  `mm7 submit answered status_code=${SECRETS.phone} ${SECRET_FIELDS}`,
  `mm7 submit answered status_code=2568 vasid=${SECRETS.password} carrier=+${SECRETS.phone}`,
  `mm7 submit failed: ${SECRET_FIELDS}`,
  `<SubmitRsp><Status><StatusCode>${SECRETS.text}</StatusCode></Status></SubmitRsp>`,
  `<SubmitRsp><Status><StatusCode>25${SECRETS.phone}`,
  `<DeliveryReportReq><Recipient><Number>+${SECRETS.phone}</Number></Recipient><MMStatus>${SECRETS.text}</MMStatus>`,
  JSON.stringify({ msg: 'mm7 answer', statusCode: 'abc', to: SECRETS.phone, text: SECRETS.text, vasId: 'svc-1' }),
  SECRET_FIELDS,
];

test('nothing personal of any line, whole or cut, gets into the table or the log', async () => {
  const logEvents = MESSAGES.map((message, at) => deliveredEvent(at, { message }));
  expect(await callAsynchronously(handler, { awslogs: { data: packed(deliveryBody({ logEvents })) } })).toBeNull();
  const items: string[] = [];
  for await (const { Items = [] } of paginateScan({ client: database.client }, { TableName: database.tableName }))
    items.push(...Items.map((item) => inspect(item, { depth: 9, maxStringLength: null })));
  expect(items.length).toBeGreaterThan(0);
  expect(log.join('')).toContain('Statuses');
  expect(secretsIn(items.join('\n'))).toEqual([]);
  expect(secretsIn(log.join('\n'))).toEqual([]);
});

test('and what cannot be read at all is not quoted where it fails', async () => {
  const kept = await callAsynchronously(handler, { awslogs: { data: packed(`{"messageType": ${SECRET_FIELDS}}`) } });
  expect(kept?.responsePayload.errorType).toBe('PayloadError');
  expect(secretsIn(inspect(kept?.responsePayload))).toEqual([]);
  expect(secretsIn(log.join('\n'))).toEqual([]);
});
