import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Command } from 'commander';
import { decodePayload } from '#shared/adapters/cloudwatch-logs/decode.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { parseCounterKey } from '#shared/domain/counter-key.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import type { PartialCount } from '#shared/domain/partial.ts';
import { ingest } from '#shared/pipeline/ingest.ts';

const SETTINGS = {
  ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
  ...{ maxAgeMs: Number.POSITIVE_INFINITY, maxAheadMs: Number.POSITIVE_INFINITY },
};

/** What one pass over the payloads took and found. */
interface Round {
  readonly cpuMs: number;
  readonly events: number;
  readonly found: ReadonlyMap<string, number>;
}

/** What the ingest function does, with storing replaced by a sink. */
async function ingestAll(payloads: readonly string[]): Promise<Round> {
  const stored: PartialCount[] = [];
  const partials = { put: async (made: readonly PartialCount[]) => void stored.push(...made), list: async () => [] };
  let events = 0;
  const cpuMs = await cpuTime(async () => {
    for (const payload of payloads) {
      const delivery = decodePayload(payload);
      if (delivery.kind === 'control') continue;
      events += delivery.batch.events.length;
      await ingest(delivery.batch, 0, SETTINGS, { partials, sha256 });
    }
  });
  return { cpuMs, events, found: countsOf(stored) };
}

/** Base64, gunzip, UTF-8 and JSON.parse, and nothing else. */
async function floorAll(payloads: readonly string[]): Promise<number> {
  return cpuTime(async () => {
    for (const payload of payloads) JSON.parse(gunzipSync(Buffer.from(payload, 'base64')).toString('utf8'));
  });
}

async function cpuTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function countsOf(partials: readonly PartialCount[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { digests } of partials) {
    for (const [key, events] of digests) {
      const { kind, outcome } = parseCounterKey(key);
      found.set(`${kind}|${outcome}`, (found.get(`${kind}|${outcome}`) ?? 0) + events.length);
    }
  }
  return found;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const {
  payloads: file,
  json,
  rounds,
} = new Command('ingest')
  .description('time of ingest against the time of decoding alone, in turn in one process; CPU time, medians')
  .requiredOption('--payloads <file>', 'base64 payloads of subscriptions, one a line; bench/payloads.ts makes some')
  .option('--rounds <number>', 'rounds of each', '9')
  .option('--json', 'as one JSON object')
  .parse()
  .opts<{ payloads: string; json?: true; rounds: string }>();

const payloads = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
await ingestAll(payloads);
await floorAll(payloads);
const times: number[] = [];
const floors: number[] = [];
let last: Round = { cpuMs: 0, events: 0, found: new Map() };
for (let round = 0; round < Math.max(7, Number(rounds)); round++) {
  floors.push(await floorAll(payloads));
  last = await ingestAll(payloads);
  times.push(last.cpuMs);
}
const ratio = median(times) / median(floors);
const eventsPerSecond = Math.round((1_000 * last.events) / median(times));
const floorEventsPerSecond = Math.round((1_000 * last.events) / median(floors));
if (json) {
  process.stdout.write(
    `${JSON.stringify({ eventsPerSecond, floorEventsPerSecond, ratio, found: Object.fromEntries(last.found) })}\n`,
  );
} else {
  process.stdout.write(
    `${payloads.length} payloads, ${last.events} events\ningest ${eventsPerSecond} events/s, decoding alone ${floorEventsPerSecond} events/s, ratio ${ratio.toFixed(2)}\n`,
  );
}
