import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { foldMinute } from '#shared/domain/roll.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { NOON_MS } from '../builders.ts';
import { deliveredEvent, deliveryBody, packed } from './deliveries.ts';
import { callAsynchronously } from './lambda.ts';

const MIB = 1024 * 1024;

let database: EmbeddedDynamoDb;
let folder: string;
let direct: (event: CloudWatchLogsEvent) => Promise<void>;
let throughStream: (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>;
/** What the function writes to its log. */
const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);

beforeAll(async () => {
  database = await startEmbeddedDynamoDb();
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-ingest-'));
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ extraction: {}, logGroups: [] }));
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', database.endpoint);
  vi.stubEnv('AWS_REGION', 'local');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('TABLE_NAME', database.tableName);
  vi.stubEnv('STACK_NAME', 'mm7watch');
  vi.stubEnv('LAMBDA_TASK_ROOT', folder);
  vi.useFakeTimers({ now: NOON_MS, toFake: ['Date'] });
  direct = (await import('../../functions/ingest/handler.ts')).handler;
  throughStream = (await import('../../functions/ingest/kinesis-handler.ts')).handler;
});
afterAll(async () => {
  log.mockRestore();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await database.close();
  await rm(folder, { recursive: true });
});

const deliver = (data: unknown) => callAsynchronously(direct, { awslogs: { data } });
/** What was counted in the minute of a log group; each test has one of its own. */
async function countedOf(logGroup: string) {
  const partials = await dynamoPartialStore(database).list(NOON_MS, 0);
  const minute = foldMinute(
    partials.filter((partial) => partial.logGroup === logGroup),
    DEFAULT_CATALOGUE,
  );
  return { events: minute?.events ?? 0, seen: minute?.groups.get(logGroup)?.seen ?? 0 };
}

const whole = packed(deliveryBody());
const json = JSON.stringify(deliveryBody());
const bytes = Buffer.from(whole, 'base64');
const withEvent = (overrides: Record<string, unknown>) =>
  packed(deliveryBody({ logEvents: [deliveredEvent(0, overrides)] }));

describe('what is no delivery', () => {
  test.each([
    ['a gzip bomb of 256 MB', gzipSync(gzipBomb()).toString('base64')],
    ['a bomb of 80 MB of JSON', packed(deliveryBody({ padding: 'x'.repeat(80 * MIB) }))],
    ['gzip that was cut off', bytes.subarray(0, bytes.length / 2).toString('base64')],
    ['gzip without its trailer', bytes.subarray(0, -8).toString('base64')],
    [
      'gzip with a byte turned over',
      Buffer.from(bytes.map((byte, at) => (at === 40 ? byte ^ 255 : byte))).toString('base64'),
    ],
    ['two deliveries in one gzip', Buffer.concat([bytes, bytes]).toString('base64')],
    ['JSON that is not packed', Buffer.from(json).toString('base64')],
    ['no base64', '!!!'],
    ['nothing', ''],
    ['no text', 5],
    ['no JSON', packed('mm7 submit answered status_code=2568')],
    ['JSON that was cut off', packed(json.slice(0, -20))],
    ['JSON of something else', packed('[1, 2, 3]')],
    ['a type of message nobody knows', packed(deliveryBody({ messageType: 'OTHER_MESSAGE' }))],
    ['no owner', packed(deliveryBody({ owner: undefined }))],
    ['no log group', packed(deliveryBody({ logGroup: undefined }))],
    ['no log stream', packed(deliveryBody({ logStream: null }))],
    ['no events', packed(deliveryBody({ logEvents: undefined }))],
    ['events that are no list', packed(deliveryBody({ logEvents: { 0: deliveredEvent(0) } }))],
    ['an event without an id', withEvent({ id: undefined })],
    ['an event whose id is a number', withEvent({ id: 1234 })],
    ['an event without a time', withEvent({ timestamp: undefined })],
    ['an event whose time is a text', withEvent({ timestamp: '2026-11-23T12:00:00Z' })],
    ['an event without a message', withEvent({ message: undefined })],
    ['an event whose message is an object', withEvent({ message: { code: 2568 } })],
  ])('%s is kept in the failure store with its payload, and the next delivery is counted', async (name, data) => {
    const logGroup = `/poison/${name}`;
    const kept = await deliver(data);
    expect(kept?.requestPayload).toEqual({ awslogs: { data } });
    expect(kept?.responsePayload.errorType).toBe('PayloadError');
    expect(await deliver(packed(deliveryBody({ logGroup })))).toBeNull();
    expect(await countedOf(logGroup)).toEqual({ events: 1, seen: 1 });
  });

  test('in a stream holds up none of the records around it', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const good = (index: number) => packed(deliveryBody({ logGroup: '/stream', logEvents: [deliveredEvent(index)] }));
    const secret = packed('{"message": +12025550123 secret }');
    const answer = await throughStream(streamEvent([good(0), secret, good(1), whole.slice(0, 40), good(2)]));
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['1', '3']);
    expect(await countedOf('/stream')).toEqual({ events: 3, seen: 3 });
    expect(inspect(told.mock.calls, { depth: 9 })).not.toMatch(/12025550123|secret/);
    told.mockRestore();
  });
});

describe('what is a delivery of an unusual kind', () => {
  test('a message by which CloudWatch Logs tries whether anybody is there counts nothing', async () => {
    const logEvents = [{ id: '', timestamp: NOON_MS, message: 'CWL CONTROL MESSAGE: Checking health of destination' }];
    const control = { messageType: 'CONTROL_MESSAGE', owner: 'CloudwatchLogs', logGroup: '', logStream: '', logEvents };
    expect(await deliver(packed(control))).toBeNull();
    expect(await countedOf('')).toEqual({ events: 0, seen: 0 });
  });

  test('gzip in several members is one delivery', async () => {
    const text = JSON.stringify(deliveryBody({ logGroup: '/members' }));
    const members = [text.slice(0, 100), text.slice(100)].map((part) => gzipSync(part));
    expect(await deliver(Buffer.concat(members).toString('base64'))).toBeNull();
    expect(await countedOf('/members')).toEqual({ events: 1, seen: 1 });
  });

  test('fields that nobody knows are passed over', async () => {
    const logEvents = [deliveredEvent(0, { extractedFields: { a: 'b' } })];
    expect(await deliver(packed(deliveryBody({ logGroup: '/fields', logEvents, more: [1] })))).toBeNull();
    expect(await countedOf('/fields')).toEqual({ events: 1, seen: 1 });
  });

  test('a delivery without events counts nothing', async () => {
    expect(await deliver(packed(deliveryBody({ logGroup: '/empty', logEvents: [] })))).toBeNull();
    expect(await countedOf('/empty')).toEqual({ events: 0, seen: 0 });
  });

  test.each([
    ['older than 20 days', -20 * DAY_MS - 1],
    ['before the epoch', -NOON_MS - 1],
    ['more than two hours ahead', 2 * HOUR_MS + 1],
    ['in another age', 1e300],
  ])('an event %s is refused and told of, and the others are counted', async (name, offsetMs) => {
    const logGroup = `/untimely/${name}`;
    log.mockClear();
    const logEvents = [deliveredEvent(0), deliveredEvent(1, { timestamp: NOON_MS + offsetMs }), deliveredEvent(2)];
    expect(await deliver(packed(deliveryBody({ logGroup, logEvents })))).toBeNull();
    expect(await countedOf(logGroup)).toEqual({ events: 2, seen: 2 });
    expect(log.mock.calls.join('')).toContain('"RefusedEvents":1');
  });

  test('an event that stands twice in a delivery is counted once', async () => {
    const logEvents = [deliveredEvent(0), deliveredEvent(0), deliveredEvent(1)];
    expect(await deliver(packed(deliveryBody({ logGroup: '/twice', logEvents })))).toBeNull();
    expect(await countedOf('/twice')).toEqual({ events: 2, seen: 2 });
  });
});

describe('a delivery as large as they come', () => {
  test('of 10,000 events is counted, and once more changes nothing', async () => {
    const logEvents = Array.from({ length: 10_000 }, (_, at) => deliveredEvent(at, { timestamp: NOON_MS }));
    const data = packed(deliveryBody({ logGroup: '/many', logEvents }));
    expect([await deliver(data), await deliver(data)]).toEqual([null, null]);
    expect(await countedOf('/many')).toEqual({ events: 10_000, seen: 10_000 });
  });

  test('of 6 MB packed, which is what Lambda takes, is counted', async () => {
    const logEvents = Array.from({ length: 1_700 }, (_, at) =>
      deliveredEvent(at, { timestamp: NOON_MS, message: `${deliveredEvent(at).message} ${noise(at)}` }),
    );
    const data = packed(deliveryBody({ logGroup: '/large', logEvents }));
    expect(data.length).toBeGreaterThan(5.5 * MIB);
    expect(data.length).toBeLessThan(6 * MIB);
    expect(await deliver(data)).toBeNull();
    expect(await countedOf('/large')).toEqual({ events: 1_700, seen: 1_700 });
  });

  test('with one event of a megabyte is counted', async () => {
    const message = `${'x'.repeat(MIB)} mm7 submit answered status_code=2568`;
    expect(
      await deliver(packed(deliveryBody({ logGroup: '/long', logEvents: [deliveredEvent(0, { message })] }))),
    ).toBeNull();
    expect((await countedOf('/long')).seen).toBe(1);
  });
});

/** Nothing, which packs to a thousandth. */
function gzipBomb(): Buffer {
  return Buffer.alloc(256 * MIB);
}

/** Text that does not pack well. */
function noise(seed: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < 3_850) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(36).slice(1);
  }
  return text;
}

function streamEvent(payloads: readonly string[]) {
  const Records = payloads.map((data, at) => ({ kinesis: { data, sequenceNumber: String(at) } }));
  return JSON.parse(JSON.stringify({ Records }));
}
