/**
 * What the table costs a month at the simulated gateway's traffic: `npx tsx bench/cost.ts`. The real recipes and adapters run on
 * the embedded DynamoDB, which states the units that each request consumes; deliveries come every few seconds, as CloudWatch Logs
 * sends them, and each is counted as the stream's window would have it.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Table from 'cli-table3';
import * as z from 'zod/mini';
import { dynamoDetectorStore } from '#shared/adapters/dynamodb/detectors.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import type { LogBatch } from '#shared/domain/model.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { measure } from '#shared/pipeline/measure.ts';
import { notify } from '#shared/pipeline/notify.ts';
import { roll } from '#shared/pipeline/roll.ts';
import '../cli/quiet-sdk.ts';
import { startEmbeddedDynamoDb } from '../cli/local/embedded-dynamodb.ts';
import { CARRIERS, SERVICES } from '../cli/local/gateway/fleet.ts';
import { type GatewayMinute, simulateGateway } from '../cli/local/gateway/simulate.ts';

/** Minutes in the middle of an hour, whose minutes are read for each fold of it: the average of what an hour costs. */
const FIRST_MEASURED = 28;
const MEASURED = 5;
const SECONDS_BETWEEN_DELIVERIES = 5;
const START_MS = Date.UTC(2026, 10, 23, 9);
const MINUTES_A_MONTH = (30 * DAY_MS) / MINUTE_MS;
/** US dollars for a million units on demand in us-east-1, in November 2026. */
const PRICE = { read: 0.125, write: 0.625 };

const INGEST_SETTINGS = {
  ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
  ...{ maxAgeMs: 20 * DAY_MS, maxAheadMs: 2 * HOUR_MS },
};
const Consumed = z.object({ CapacityUnits: z.number() });
const Answer = z.object({ ConsumedCapacity: z.optional(z.union([Consumed, z.array(Consumed)])) });

/** Units consumed so far. */
interface Meter {
  read: number;
  write: number;
}

const database = await startEmbeddedDynamoDb();
const meter = meterOf(database.client);
const ports = {
  partials: dynamoPartialStore(database),
  rollups: dynamoRollupStore(database),
  dimensions: dynamoDimensionStore(database),
  detectors: dynamoDetectorStore(database),
  scopes: dynamoScopeStore(database),
  episodes: dynamoEpisodeStore(database),
  silences: dynamoSilenceStore(database),
  markers: dynamoMarkerStore(database),
  notifier: { notify: async () => {} },
  catalogue: DEFAULT_CATALOGUE,
  sha256,
};

const minutes = [...simulateGateway({ seed: 1, startMs: START_MS, minutes: FIRST_MEASURED + MEASURED })];
for (const minute of minutes.slice(0, FIRST_MEASURED)) await play(minute, 60);
const before = { ...meter };
for (const minute of minutes.slice(FIRST_MEASURED)) await play(minute, SECONDS_BETWEEN_DELIVERIES);
print({ read: (meter.read - before.read) / MEASURED, write: (meter.write - before.write) / MEASURED });
await database.close();

/** One minute: its deliveries, each rolled as it comes, then the tick. */
async function play({ minuteStartMs, batches }: GatewayMinute, seconds: number): Promise<void> {
  for (let at = 0; at < 60; at += seconds) {
    const fromMs = minuteStartMs + at * 1000;
    const touched = [];
    for (const batch of batches.map((whole) => cut(whole, fromMs, fromMs + seconds * 1000))) {
      if (batch.events.length > 0) touched.push(...(await ingest(batch, fromMs, INGEST_SETTINGS, ports)).touched);
    }
    await roll(touched, ports);
    await detect(fromMs, DEFAULT_WATCH, ports);
    await notify(fromMs, ports);
  }
  await detect(minuteStartMs + MINUTE_MS, DEFAULT_WATCH, ports);
  await measure(minuteStartMs + MINUTE_MS, ports);
}

function cut(batch: LogBatch, fromMs: number, toMs: number): LogBatch {
  const events = batch.events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs);
  return { ...batch, events };
}

/** Adds up what each request says it has consumed. */
function meterOf(client: DynamoDBClient): Meter {
  const units: Meter = { read: 0, write: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (request) => {
        const answer = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity = [] } = Answer.parse(answer.output);
        for (const { CapacityUnits } of [ConsumedCapacity].flat()) {
          units[/^(Query|Get)/.test(commandName) ? 'read' : 'write'] += CapacityUnits;
        }
        return answer;
      },
    { step: 'initialize' },
  );
  return units;
}

function print(perMinute: Meter): void {
  const table = new Table({ head: ['units', 'a minute', 'dollars a month'], style: { head: [], border: [] } });
  const results = (['write', 'read'] as const).map((kind) => ({
    kind,
    perMinute: Math.round(perMinute[kind]),
    dollarsPerMonth: Math.round((perMinute[kind] * MINUTES_A_MONTH * PRICE[kind]) / 1_000_000),
  }));
  for (const { kind, perMinute: units, dollarsPerMonth } of results) table.push([kind, units, dollarsPerMonth]);
  const submits = SERVICES.reduce((sum, { perMinute: each }) => sum + each, 0);
  const traffic = { services: SERVICES.length, carriers: CARRIERS.length, submitsPerMinute: submits };
  process.stdout.write(`${table.toString()}\n${JSON.stringify({ traffic, SECONDS_BETWEEN_DELIVERIES, results })}\n`);
}
