import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DIALECTS } from '../cli/local/gateway/exchange.ts';
import { SERVICES } from '../cli/local/gateway/fleet.ts';
import { exchangeLine } from '../cli/local/gateway/log-lines.ts';
import { type Random, randomFrom } from '../cli/local/gateway/random.ts';

/**
 * Makes sets of deliveries to measure ingest with, one base64 payload a line: `tsx bench/payloads.ts FOLDER [SEED]`.
 * Seven lines of ten have nothing to do with MM7; the rest are SOAP, SOAP in JSON, dumps and fields.
 */
const EVENTS_PER_PAYLOAD = [1, 10, 100, 1_000, 10_000];
const EVENTS_PER_SET = 20_000;
const UNRELATED_SHARE = 0.7;
const START_MS = Date.UTC(2026, 10, 23, 9);

/** Base64 payloads with so many events each. */
export function mixedPayloads(seed: number, eventsPerPayload: number, events: number): string[] {
  const random = randomFrom(seed);
  const payloads: string[] = [];
  for (let made = 0; made < events; made += eventsPerPayload) {
    payloads.push(payloadOf(Array.from({ length: eventsPerPayload }, (_, at) => messageOf(random, made + at))));
  }
  return payloads;
}

/** Payloads whose lines cost a careless reader the most. */
export function hostilePayloads(): string[] {
  const fill = (text: string) => text.repeat(Math.ceil(1_000 / text.length)).slice(0, 1_000);
  const lines = [
    '<',
    '</',
    '<SubmitRsp a="',
    '&amp;lt;',
    '\\"',
    '{"a":',
    '[{',
    '%253C',
    '<StatusCode>2568',
    'mm7 http ',
    '\u0001',
    'a=b ',
  ];
  return lines.map((line) => payloadOf(Array.from({ length: 500 }, () => fill(line))));
}

function messageOf(random: Random, serial: number): string {
  const atMs = START_MS + serial * 7;
  if (random.next() < UNRELATED_SHARE) return unrelated(random, atMs);
  const service = SERVICES[random.below(SERVICES.length)];
  const code = random.next() < 0.9 ? 1000 : random.pick([2568, 3520, 3510, 2002]);
  const exchange = {
    ...{ atMs, transactionId: `t${serial}`, vasid: service?.vasid ?? 'svc', carrier: random.pick(['31002', '31003']) },
    ...{ recipient: `+1202555${String(random.below(10_000)).padStart(4, '0')}`, code },
  };
  return exchangeLine(exchange, service?.format ?? 'soap', random.pick(DIALECTS));
}

function unrelated(random: Random, atMs: number): string {
  const words = [
    'stored',
    'part',
    'queue',
    'depth',
    'user',
    'order',
    'session',
    'cache',
    'miss',
    'renewed',
    'bytes',
    'worker',
  ];
  let line = `${new Date(atMs).toISOString()} INFO  [pool-${random.below(9)}] c.example.store.Files -`;
  const length = 400 + random.below(1_100);
  while (line.length < length) line += ` ${words[random.below(words.length)]} ${random.below(10_000)}`;
  return line;
}

function payloadOf(messages: readonly string[]): string {
  const logEvents = messages.map((message, at) => ({
    id: ((BigInt(START_MS + at) << 144n) | BigInt(at)).toString().padStart(56, '0'),
    timestamp: START_MS + at,
    message,
  }));
  const delivery = {
    ...{ messageType: 'DATA_MESSAGE', owner: '123456789012', logGroup: '/mms/gateway', logStream: 'i-1' },
    ...{ subscriptionFilters: ['mm7watch'], logEvents },
  };
  return gzipSync(JSON.stringify(delivery)).toString('base64');
}

async function main(folder: string, seed: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const size of EVENTS_PER_PAYLOAD) {
    await writeFile(join(folder, `mixed-${size}.txt`), `${mixedPayloads(seed, size, EVENTS_PER_SET).join('\n')}\n`);
  }
  await writeFile(join(folder, 'hostile.txt'), `${hostilePayloads().join('\n')}\n`);
}

const [, script = '', folder, seed = '1'] = process.argv;
if (script.endsWith('payloads.ts')) {
  if (folder === undefined) {
    process.stderr.write('usage: tsx bench/payloads.ts FOLDER [SEED]\n');
    process.exitCode = 2;
  } else {
    await main(folder, Number(seed));
  }
}
