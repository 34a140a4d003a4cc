import { beforeEach, describe, expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { parseCounterKey } from '#shared/domain/counter-key.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import type { Notification } from '#shared/domain/message/notification.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { notify } from '#shared/pipeline/notify.ts';
import { queryBreakdown, queryOutcomes, queryOverview, queryQuality } from '#shared/pipeline/query.ts';
import { roll } from '#shared/pipeline/roll.ts';
import { simulateGateway } from '../../cli/local/gateway/simulate.ts';
import { logBatch, logEvent, NOON_MS, sha256 } from '../builders.ts';

const settings = {
  extraction: () => DEFAULT_EXTRACT_SETTINGS,
  shards: 1,
  maxAgeMs: 20 * DAY_MS,
  maxAheadMs: 2 * HOUR_MS,
};
const submit = (id: string, code: number, atMs = NOON_MS) =>
  logEvent({ id, timestampMs: atMs, message: `mm7 submit answered status_code=${code} vasid=svc-1 carrier=31002` });

const freshStores = () => ({ ...memoryStores(), catalogue: DEFAULT_CATALOGUE });
let stores: ReturnType<typeof freshStores>;
beforeEach(() => {
  stores = freshStores();
});
const take = async (events: ReturnType<typeof logEvent>[], nowMs = NOON_MS) => {
  const summary = await ingest(logBatch({ events }), nowMs, settings, { ...stores, sha256 });
  await roll(summary.touched, stores);
  return summary;
};
const range = { fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS };
const all = { vasid: null, carrier: null };

describe('ingest and roll', () => {
  test('a batch is counted by minute, hour and day', async () => {
    await take([submit('a', 1000), submit('b', 2568), logEvent({ id: 'c' })]);
    for (const step of ['minute', 'hour', 'day'] as const) {
      const [rollup] = await stores.rollups.list({ dimension: 'all', step, fromMs: NOON_MS, toMs: NOON_MS + 1 });
      expect(rollup?.counts).toEqual(
        new Map([
          ['submit|1000', 1],
          ['submit|2568', 1],
        ]),
      );
    }
  });

  test('the same batch again, and the same events cut anew, change nothing', async () => {
    await take([submit('a', 1000), submit('b', 2568)]);
    await take([submit('a', 1000), submit('b', 2568)]);
    await take([submit('b', 2568), submit('c', 2568)]);
    await take([submit('a', 1000), submit('a', 1000)]);
    const outcomes = await queryOutcomes({ scope: all, range }, stores);
    expect(outcomes.map(({ outcome, count }) => [outcome, count])).toEqual([
      ['2568', 2],
      ['1000', 1],
    ]);
  });

  test('events too old, and too far ahead, are refused and told', async () => {
    const old = submit('a', 1000, NOON_MS - 21 * DAY_MS);
    const ahead = submit('b', 1000, NOON_MS + 3 * HOUR_MS);
    expect(await take([old, ahead, submit('c', 1000)])).toMatchObject({
      seen: 3,
      statuses: 1,
      refusedOld: 1,
      refusedAhead: 1,
    });
  });

  test('nothing is acknowledged that was not stored', async () => {
    const broken = { put: async () => Promise.reject(new Error('table is gone')), list: async () => [] };
    const ports = { partials: broken, sha256 };
    await expect(ingest(logBatch({ events: [submit('a', 1000)] }), NOON_MS, settings, ports)).rejects.toThrow(
      'table is gone',
    );
  });

  test('a gateway with doubled deliveries is counted to the number', async () => {
    for (const { minuteStartMs, batches, truth } of simulateGateway({ seed: 7, startMs: NOON_MS, minutes: 6 })) {
      const summaries = await Promise.all(
        batches.map((batch) => ingest(batch, minuteStartMs, settings, { ...stores, sha256 })),
      );
      await roll(
        summaries.flatMap(({ touched }) => touched),
        stores,
      );
      const [leaves] = await stores.rollups.list({
        dimension: LEAVES,
        step: 'minute',
        fromMs: minuteStartMs,
        toMs: minuteStartMs + 1,
      });
      expect(leaves?.counts).toEqual(truth);
    }
  });
});

describe('query', () => {
  beforeEach(async () => {
    await take([
      submit('a', 1000),
      submit('b', 2568),
      logEvent({ id: 'c', message: '<SubmitRsp><Status><StatusCode>25' }),
    ]);
  });

  test('by code, by service, by carrier: the same sums', async () => {
    const { outcomes, byCarrier, byVasid } = await queryOverview(range, stores);
    expect(outcomes.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(byCarrier).toMatchObject([{ value: '31002', submits: 2, errors: 1 }]);
    expect(byVasid).toMatchObject([{ value: 'svc-1', submits: 2, errors: 1 }]);
  });

  test('what the log does not attribute comes last', async () => {
    await take([logEvent({ id: 'd', message: 'mm7 submit answered status_code=2002' })]);
    expect((await queryBreakdown('vasid', { scope: all, range }, stores)).map(({ value }) => value)).toEqual([
      'svc-1',
      null,
    ]);
  });

  test('what was cut off is told', async () => {
    expect(await queryQuality(range, stores)).toMatchObject([{ seen: 3, matched: 2, ignored: 0, truncated: 1 }]);
  });

  test('a range in which nothing was counted is empty', async () => {
    expect(await queryOutcomes({ scope: all, range: { fromMs: 0, toMs: DAY_MS } }, stores)).toEqual([]);
  });
});

describe('detect and notify', () => {
  const told: Notification[] = [];
  const notifier = { notify: async (notification: Notification) => void told.push(notification) };
  const minute = async (index: number, failed: number) => {
    const startMs = NOON_MS + index * MINUTE_MS;
    await take(
      Array.from({ length: 20 }, (_, at) => submit(`${index}-${at}`, at < failed ? 2568 : 1000, startMs)),
      startMs,
    );
    return detect(startMs + MINUTE_MS, DEFAULT_WATCH, stores);
  };
  beforeEach(() => {
    told.length = 0;
  });

  test('an incident opens one episode, is told once, and resolves', async () => {
    for (let index = 0; index < 5; index++) await minute(index, 0);
    for (let index = 5; index < 10; index++) await minute(index, 18);
    await notify(NOON_MS + 10 * MINUTE_MS, { ...stores, notifier });
    for (let index = 10; index < 28; index++) await minute(index, 0);
    await notify(NOON_MS + 28 * MINUTE_MS, { ...stores, notifier });
    await notify(NOON_MS + 29 * MINUTE_MS, { ...stores, notifier });
    expect(told.map(({ reason, episode }) => [reason, episode.codes])).toEqual([
      ['opened', [2568]],
      ['resolved', [2568]],
    ]);
    expect(told.at(-1)?.episode).toMatchObject({ errors: 90, sinceMs: NOON_MS + 5 * MINUTE_MS });
  });

  test('a step that is made twice opens nothing twice', async () => {
    await minute(0, 18);
    expect(await detect(NOON_MS + MINUTE_MS, DEFAULT_WATCH, stores)).toEqual([]);
    expect(await stores.episodes.listActive()).toHaveLength(1);
  });

  test('a step that broke off before its state was saved is made again without a second episode', async () => {
    await minute(0, 18);
    const before = await stores.episodes.listActive();
    const forgetful = { ...stores, detectors: memoryStores().detectors };
    expect(await detect(NOON_MS + MINUTE_MS, DEFAULT_WATCH, forgetful)).toEqual([]);
    expect(await stores.episodes.listActive()).toEqual(before);
  });

  test('what a step opened before it broke off is stored by the next one', async () => {
    const opened = (await minute(0, 18))[0]?.id;
    const broken = { ...memoryStores(), rollups: stores.rollups };
    const failing = { ...broken.episodes, put: async () => Promise.reject(new Error('the table is gone')) };
    const step = (episodes = broken.episodes) => detect(NOON_MS + MINUTE_MS, DEFAULT_WATCH, { ...broken, episodes });
    await expect(step(failing)).rejects.toThrow('the table is gone');
    expect((await step()).map(({ id }) => id)).toEqual([opened]);
  });

  test('of two steps made beside each other only one opens an episode', async () => {
    await minute(0, 0);
    await take(Array.from({ length: 20 }, (_, at) => submit(`bad-${at}`, 2568, NOON_MS + MINUTE_MS)));
    const late = detect(NOON_MS + 2 * MINUTE_MS, DEFAULT_WATCH, stores);
    await Promise.all([late, detect(NOON_MS + 3 * MINUTE_MS, DEFAULT_WATCH, stores)]);
    expect(await stores.episodes.listActive()).toHaveLength(1);
  });

  test('the counts of the simulated gateway name their keys', async () => {
    const [first] = simulateGateway({ seed: 1, startMs: NOON_MS, minutes: 1 });
    const kinds = new Set([...(first?.truth.keys() ?? [])].map((key) => parseCounterKey(key).kind));
    expect(kinds).toEqual(new Set(['submit', 'delivery-report', 'ack']));
  });
});
