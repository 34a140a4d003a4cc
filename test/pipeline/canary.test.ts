import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { hearCanary, singCanary } from '#shared/pipeline/canary.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { queryOverview } from '#shared/pipeline/query.ts';
import { sweep } from '#shared/pipeline/sweep.ts';
import type { CanaryStore } from '#shared/ports.ts';
import { logBatch, NOON_MS, sha256 } from '../builders.ts';

const SETTINGS = {
  ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
  ...{ maxAgeMs: 20 * DAY_MS, maxAheadMs: 2 * HOUR_MS },
};
const MINUTES = [0, 1, 2, 3].map((minute) => NOON_MS + minute * MINUTE_MS);
const HEARD_MS = NOON_MS + 30 * MINUTE_MS;

function canaryLines(): CanaryStore {
  const lines = new Map<number, boolean>();
  return {
    claim: async (minuteStartMs) => !lines.has(minuteStartMs) && lines.set(minuteStartMs, false) !== undefined,
    noteWritten: async (minuteStartMs) => void lines.set(minuteStartMs, true),
    listWritten: async ({ fromMs, toMs }) =>
      [...lines].filter(([at, isWritten]) => isWritten && at >= fromMs && at < toMs).map(([at]) => at),
  };
}

/** A log group to which the canary writes a line each minute, and a table. */
async function written() {
  const written: { id: string; timestampMs: number; message: string }[] = [];
  const log = {
    write: async (message: string, timestampMs: number) =>
      void written.push({ id: `e${written.length}`, timestampMs, message }),
  };
  const ports = { ...memoryStores(), lines: canaryLines(), log, sha256, catalogue: DEFAULT_CATALOGUE };
  for (const minuteMs of MINUTES) await singCanary(minuteMs + 2_000, ports);
  const count = async (events: typeof written) => {
    await ingest(logBatch({ events }), HEARD_MS, SETTINGS, ports);
    await sweep({ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS, shards: 1 }, ports);
  };
  return { written, ports, count, hear: (nowMs = HEARD_MS) => hearCanary(nowMs, ports) };
}

test('lines that were delivered, once or twice, were counted once', async () => {
  const { written: lines, count, hear } = await written();
  await count(lines);
  await count(lines.slice(1, 3));
  expect(await hear()).toEqual({ lostMs: [], repeatedMs: [] });
});

test('a line that was never delivered is told', async () => {
  const { written: lines, count, hear } = await written();
  await count(lines.slice(1));
  expect(await hear()).toEqual({ lostMs: [NOON_MS], repeatedMs: [] });
});

test('a line that stands in the log twice is told', async () => {
  const { written: lines, count, hear } = await written();
  await count([...lines, ...lines.slice(0, 1).map((line) => ({ ...line, id: 'again' }))]);
  expect(await hear()).toEqual({ lostMs: [], repeatedMs: [NOON_MS] });
});

test('lines are judged when they are a quarter of an hour old', async () => {
  const { hear } = await written();
  expect(await hear(NOON_MS + 15 * MINUTE_MS)).toEqual({ lostMs: [], repeatedMs: [] });
  expect(await hear(NOON_MS + 17 * MINUTE_MS)).toEqual({ lostMs: MINUTES.slice(0, 2), repeatedMs: [] });
});

test('a tick that comes twice writes one line', async () => {
  const { written: lines, ports } = await written();
  await singCanary(NOON_MS + 30_000, ports);
  expect(lines).toHaveLength(MINUTES.length);
});

test('a line of which nobody knows whether it was written is not judged', async () => {
  const { ports, count, written: lines, hear } = await written();
  const silent = { ...ports, log: { write: () => Promise.reject(new Error('no reply')) } };
  await expect(singCanary(NOON_MS + 10 * MINUTE_MS, silent)).rejects.toThrow('no reply');
  await count(lines);
  expect(await hear()).toEqual({ lostMs: [], repeatedMs: [] });
});

test('the canary is part of no table of services and of no count of submits', async () => {
  const { written: lines, ports, count } = await written();
  await count(lines);
  const { outcomes, byVasid, byCarrier } = await queryOverview({ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS }, ports);
  expect(outcomes).toMatchObject([{ kind: 'ack', outcome: '1000', count: MINUTES.length }]);
  expect([...byVasid, ...byCarrier]).toEqual([]);
});
