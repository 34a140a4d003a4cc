import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { type BackfillRequest, backfill } from '#shared/pipeline/backfill.ts';
import { type IngestSettings, ingest } from '#shared/pipeline/ingest.ts';
import { sweep } from '#shared/pipeline/sweep.ts';
import type { BackfillProgress, LogReader, ReadEvent } from '#shared/ports.ts';
import { logBatch, NOON_MS, sha256 } from '../builders.ts';

const MINUTES = 20;
const NOW_MS = NOON_MS + HOUR_MS;
const SETTINGS: IngestSettings = {
  ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
  ...{ maxAgeMs: 20 * DAY_MS, maxAheadMs: 2 * HOUR_MS },
};
const REQUEST: BackfillRequest = {
  ...{ owner: '123456789012', logGroup: '/mms/gateway', filterPattern: '', replaces: false },
  ...{ fromMs: NOON_MS, toMs: NOON_MS + MINUTES * MINUTE_MS },
};

/** Event ids as CloudWatch Logs would give them, or other ones. */
const eventsOf = (prefix: string, count = 2 * MINUTES): ReadEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: `${prefix}${at}`, logStream: 'i-1', timestampMs: NOON_MS + at * 30_000 },
    message: `mm7 submit answered status_code=2568 tid=t${at} vasid=svc-${at % 2} carrier=31002`,
  }));

/** A log group that holds events, a table, and what counts of it. */
function worldOf(events: readonly ReadEvent[]) {
  const stores = memoryStores();
  const kept = new Map<string, BackfillProgress>();
  const reads: number[] = [];
  const logs: LogReader = {
    ownerOf: async () => REQUEST.owner,
    async *read({ fromMs, toMs }) {
      reads.push(fromMs);
      const found = events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs);
      for (let at = 0; at < found.length; at += 3) yield found.slice(at, at + 3);
    },
  };
  const progress = {
    load: async (name: string) => kept.get(name) ?? null,
    save: async (name: string, saved: BackfillProgress) => void kept.set(name, saved),
  };
  const ports = { logs, partials: stores.partials, progress, sha256 };
  const deliver = (delivered: readonly ReadEvent[]) =>
    ingest(logBatch({ events: delivered }), NOW_MS, SETTINGS, { partials: stores.partials, sha256 });
  const count = async (dimension = 'all') => {
    await sweep({ fromMs: NOON_MS, toMs: NOW_MS, shards: 1 }, { ...stores, catalogue: DEFAULT_CATALOGUE });
    const range = { dimension, fromMs: NOON_MS, toMs: NOW_MS };
    const sums = [];
    for (const step of ['minute', 'hour'] as const) {
      const rollups = await stores.rollups.list({ ...range, step });
      sums.push(rollups.flatMap(({ counts }) => [...counts.values()]).reduce((sum, value) => sum + value, 0));
    }
    return sums;
  };
  return { ports, deliver, count, reads };
}
async function run(ports: ReturnType<typeof worldOf>['ports'], overrides: Partial<BackfillRequest> = {}) {
  let events = 0;
  for await (const step of backfill({ ...REQUEST, ...overrides }, NOW_MS, SETTINGS, ports)) events += step.events;
  return events;
}
/** The same ports, but reading breaks off at the given call. */
function breakingAt(call: number, ports: ReturnType<typeof worldOf>['ports']) {
  let calls = 0;
  const logs: LogReader = {
    ...ports.logs,
    read(range) {
      calls += 1;
      if (calls === call) throw new Error('throttled for good');
      return ports.logs.read(range);
    },
  };
  return { ...ports, logs };
}

const all = eventsOf('e');

test('what was never delivered is counted', async () => {
  const { ports, deliver, count } = worldOf(all);
  await deliver(all.slice(0, 10));
  expect(await count()).toEqual([10, 10]);
  expect(await run(ports)).toBe(40);
  expect(await count()).toEqual([40, 40]);
});

test('doing it twice, and over live data, changes nothing', async () => {
  const { ports, deliver, count } = worldOf(all);
  await deliver(all);
  await run(ports);
  await run(ports);
  expect(await count()).toEqual([40, 40]);
  expect(await count('vasid=svc-0')).toEqual([20, 20]);
});

test('one that broke off goes on where it was', async () => {
  const { ports, count, reads } = worldOf(all);
  await expect(run(breakingAt(3, ports))).rejects.toThrow('throttled for good');
  await run(ports);
  expect(new Set(reads).size).toBe(reads.length);
  expect(await count()).toEqual([40, 40]);
});

test('a message spread over events on both sides of a page and of a stretch is read', async () => {
  const parts = ['<SubmitRsp>', '<Status><StatusCode>2568', '</StatusCode></Status>', '</SubmitRsp>'];
  const spread = parts.map((message, at) => ({
    ...{ id: `p${at}`, logStream: 'i-1', timestampMs: NOON_MS + MINUTE_MS - 20 + at * 10, message },
  }));
  const { ports, count } = worldOf(spread);
  await run(ports);
  expect(await count()).toEqual([1, 1]);
});

test('with event ids that do not agree, adding counts twice and replacing does not', async () => {
  const { ports, deliver, count } = worldOf(all);
  await deliver(eventsOf('other'));
  await run(ports, { replaces: true });
  expect(await count()).toEqual([40, 40]);
  expect(await count('vasid=svc-1')).toEqual([20, 20]);
});

test('replacing again counts what is there now', async () => {
  const { ports, deliver, count } = worldOf(all);
  await deliver(eventsOf('other', 12));
  await run(ports, { replaces: true });
  for await (const _ of backfill({ ...REQUEST, replaces: true }, NOW_MS + 1, SETTINGS, ports));
  expect(await count()).toEqual([40, 40]);
});

test('replacing by nothing leaves nothing, in no table', async () => {
  const { ports, deliver, count } = worldOf([]);
  await deliver(all);
  expect(await count(LEAVES)).toEqual([40, 40]);
  await run(ports, { replaces: true });
  for (const dimension of ['all', LEAVES, 'vasid=svc-0', 'carrier=31002'])
    expect(await count(dimension)).toEqual([0, 0]);
});

test('replacing that broke off leaves the minutes it has not come to as they were, and goes on', async () => {
  const { ports, deliver, count } = worldOf(all);
  await deliver(eventsOf('other'));
  await expect(run(breakingAt(3, ports), { replaces: true })).rejects.toThrow('throttled for good');
  expect(await count()).toEqual([40, 40]);
  await run(ports, { replaces: true });
  expect(await count()).toEqual([40, 40]);
});

test('minutes outside the range are left alone', async () => {
  const { ports, deliver, count } = worldOf([]);
  await deliver(all);
  await run(ports, { replaces: true, toMs: NOON_MS + 10 * MINUTE_MS });
  expect(await count()).toEqual([20, 20]);
});
