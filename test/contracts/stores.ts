import { describe, expect, test } from 'vitest';
import { INITIAL_STATE } from '#shared/domain/detect/finding.ts';
import { aggregate, type PartialCount, sealOfRecount } from '#shared/domain/partial.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type {
  DeliveryLog,
  DetectorStore,
  DimensionStore,
  EpisodeStore,
  LiveMessageStore,
  MarkerStore,
  PartialStore,
  RollupStore,
  SampleStore,
  ScopeStore,
  SilenceStore,
} from '#shared/ports.ts';
import {
  episode,
  extraction,
  logBatch,
  logEvent,
  marker,
  NOON_MS,
  partialsOf,
  rollup,
  sha256,
  silence,
  statusEvent,
} from '../builders.ts';

/** All stores of an implementation, empty. */
export interface Stores {
  readonly partials: PartialStore;
  readonly rollups: RollupStore;
  readonly dimensions: DimensionStore;
  readonly detectors: DetectorStore;
  readonly scopes: ScopeStore;
  readonly episodes: EpisodeStore;
  readonly silences: SilenceStore;
  readonly markers: MarkerStore;
  readonly live: LiveMessageStore;
  readonly deliveries: DeliveryLog;
  readonly samples: SampleStore;
}

/** What every implementation of the stores promises; `make` gives empty ones. */
export function storesKeepTheirPromises(make: () => Promise<Stores>): void {
  describe('partials', () => {
    const partials = partialsOf([statusEvent({ eventId: 'a' }), statusEvent({ eventId: 'b', code: 2568 })]);

    test('are listed as they were put, by minute and shard', async () => {
      const store = (await make()).partials;
      await store.put(partials);
      expect(await store.list(NOON_MS, 0)).toEqual(partials);
      expect(await store.list(NOON_MS, 1)).toEqual([]);
      expect(await store.list(NOON_MS + MINUTE_MS, 0)).toEqual([]);
    });

    test('of a recount, and its seal, are listed as they were put', async () => {
      const store = (await make()).partials;
      const event = logEvent({ id: 'a' });
      const options = { sha256, shards: 1, recountBegunMs: NOON_MS };
      const recounted = aggregate(logBatch({ events: [event] }), extraction(), options);
      const seal = sealOfRecount({ logGroup: '/mms/gateway', minuteStartMs: NOON_MS, shard: 0 }, NOON_MS, sha256);
      await store.put([...recounted, seal]);
      const byHash = (one: PartialCount, other: PartialCount) => (one.hash < other.hash ? -1 : 1);
      expect((await store.list(NOON_MS, 0)).sort(byHash)).toEqual([...recounted, seal].sort(byHash));
    });

    test('stay one when they are put twice', async () => {
      const store = (await make()).partials;
      await store.put(partials);
      await store.put(partials);
      expect(await store.list(NOON_MS, 0)).toHaveLength(1);
    });

    test('of different content stand side by side, more than one write takes', async () => {
      const store = (await make()).partials;
      const many = Array.from({ length: 60 }, (_, index) => partialsOf([statusEvent({ eventId: `e${index}` })])).flat();
      await store.put(many);
      expect(await store.list(NOON_MS, 0)).toHaveLength(60);
    });
  });

  describe('rollups', () => {
    const range = { dimension: 'all', step: 'minute', fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS } as const;

    test('are written over nothing and over an older snapshot', async () => {
      const store = (await make()).rollups;
      const newer = rollup({ counts: new Map([['submit|1000', 2]]), partials: 2 });
      expect(await store.put(rollup())).toBe('written');
      expect(await store.put(newer)).toBe('written');
      expect(await store.list(range)).toEqual([newer]);
    });

    test('stay when an older snapshot comes late', async () => {
      const store = (await make()).rollups;
      const newer = rollup({ counts: new Map([['submit|1000', 2]]), partials: 2 });
      await store.put(newer);
      expect(await store.put(rollup())).toBe('stale');
      expect(await store.list(range)).toEqual([newer]);
    });

    test('are the same when the same snapshot is put twice', async () => {
      const store = (await make()).rollups;
      await store.put(rollup());
      expect(await store.put(rollup())).toBe('written');
      expect(await store.list(range)).toEqual([rollup()]);
    });

    test('are listed by time and shard within a half-open range', async () => {
      const store = (await make()).rollups;
      const starts = [NOON_MS + MINUTE_MS, NOON_MS - MINUTE_MS, NOON_MS, NOON_MS + HOUR_MS];
      for (const startMs of starts) for (const shard of [1, 0]) await store.put(rollup({ startMs, shard }));
      const listed = (await store.list(range)).map(({ startMs, shard }) => [startMs, shard]);
      expect(listed).toEqual([
        [NOON_MS, 0],
        [NOON_MS, 1],
        [NOON_MS + MINUTE_MS, 0],
        [NOON_MS + MINUTE_MS, 1],
      ]);
    });

    test.each([
      ['minute', DAY_MS - MINUTE_MS],
      ['hour', DAY_MS - HOUR_MS],
      ['day', 60 * DAY_MS],
    ] as const)('of each %s are listed across the ends of days and years', async (step, laterMs) => {
      const store = (await make()).rollups;
      const starts = [
        Date.UTC(2026, 10, 23),
        Date.UTC(2026, 10, 23) + laterMs,
        Date.UTC(2026, 10, 23) + laterMs + DAY_MS,
      ];
      for (const startMs of starts) await store.put(rollup({ step, startMs }));
      const listed = await store.list({ dimension: 'all', step, fromMs: starts[0] ?? 0, toMs: (starts[2] ?? 0) + 1 });
      expect(listed.map(({ startMs }) => startMs)).toEqual(starts);
    });

    test('of hours hold their minutes, also where they are too many for one item', async () => {
      const store = (await make()).rollups;
      const keys = Array.from({ length: 1_200 }, (_, at) => `submit|${1_000 + at}`);
      const counts = new Map(keys.map((key, at) => [key, at]));
      const byMinute = new Map(keys.map((key, at) => [key, at % 2 === 0 ? [0, 0, at] : []]));
      for (const hour of [
        rollup({ step: 'hour', counts, byMinute }),
        rollup({ step: 'hour', partials: 2, byMinute: new Map([['submit|1000', [1]]]) }),
      ]) {
        await store.put(hour);
        expect(await store.list({ ...range, step: 'hour' })).toEqual([hour]);
      }
    });

    test('hold thousands of counters, and shrink to fewer again', async () => {
      const store = (await make()).rollups;
      const counters = (count: number) =>
        new Map(Array.from({ length: count }, (_, at) => [`svc-${at}|31002|submit|1000`, at] as const));
      const large = rollup({ dimension: 'leaves', counts: counters(6_000) });
      const small = rollup({ dimension: 'leaves', counts: counters(10), partials: 2 });
      await store.put(large);
      expect((await store.list({ ...range, dimension: 'leaves' }))[0]?.counts).toEqual(large.counts);
      await store.put(small);
      expect((await store.list({ ...range, dimension: 'leaves' }))[0]?.counts).toEqual(small.counts);
    });
  });

  describe('what is remembered of scopes', () => {
    const bytes = (...numbers: number[]) => Uint8Array.from(numbers);
    const record = (lastMinute: number) => ({
      ...{ lastMinute, scope: bytes(1, 2), last: bytes(), taken: bytes(3), hours: {} },
      keys: { 2568: bytes(4, 5, 6), 3520: bytes() },
    });

    test('is loaded by name as it was saved, more names than one read takes', async () => {
      const store = (await make()).scopes;
      const names = Array.from({ length: 130 }, (_, at) => `svc-${at}|31002`);
      for (const name of names) expect(await store.save(name, record(7), null)).toBe('written');
      expect(await store.load([...names, 'svc-1|*'])).toEqual(new Map(names.map((name) => [name, record(7)])));
      expect(await store.load([])).toEqual(new Map());
    });

    test('is written over the minute that a step was made from, and nothing else', async () => {
      const store = (await make()).scopes;
      expect(await store.save('a|*', record(7), null)).toBe('written');
      expect(await store.save('a|*', record(8), null)).toBe('stale');
      expect(await store.save('a|*', record(8), 7)).toBe('written');
      expect(await store.save('a|*', record(9), 7)).toBe('stale');
      expect(await store.load(['a|*'])).toEqual(new Map([['a|*', record(8)]]));
    });
  });

  describe('values of dimensions', () => {
    test('are known with their first and last day, whatever the order', async () => {
      const store = (await make()).dimensions;
      for (const atMs of [NOON_MS, NOON_MS + DAY_MS, NOON_MS - DAY_MS, NOON_MS])
        await store.see('vasid', 'svc-1', atMs);
      const today = Date.UTC(2026, 10, 23);
      expect(await store.list('vasid')).toEqual([
        { value: 'svc-1', firstSeenMs: today - DAY_MS, lastSeenMs: today + DAY_MS },
      ]);
      expect(await store.list('carrier')).toEqual([]);
    });
  });

  describe('detector states', () => {
    const memory = (lastMinuteMs: number) => ({ state: { ...INITIAL_STATE, lastMinuteMs }, opening: [] });

    test('are loaded as they were saved', async () => {
      const store = (await make()).detectors;
      const firing = [
        { code: 2568, scope: { vasid: 'svc-1', carrier: null }, sinceMs: 1, lastErrorMs: 2, usualShare: 0.1 },
      ];
      expect(await store.load('throughput')).toBeNull();
      const learned = { '/mms/gateway': new Uint8Array([1, 2, 3]) };
      const opening = [episode(), episode({ codes: [4], logGroups: ['/mms/gateway'] })];
      const saved = { state: { lastMinuteMs: NOON_MS, firing, learned }, opening };
      await store.save('throughput', saved, null);
      expect(await store.load('throughput')).toEqual(saved);
    });

    test('are saved over the memory that the step was made from, and over no other', async () => {
      const store = (await make()).detectors;
      const first = memory(NOON_MS);
      const second = memory(NOON_MS + MINUTE_MS);
      expect(await store.save('throughput', first, null)).toBe('written');
      expect(await store.save('throughput', second, null)).toBe('stale');
      expect(await store.save('throughput', second, first)).toBe('written');
      expect(await store.save('throughput', memory(NOON_MS + 2 * MINUTE_MS), first)).toBe('stale');
      expect(await store.load('throughput')).toEqual(second);
    });
  });

  describe('episodes', () => {
    const unsent = [{ notificationId: 'n-1', reason: 'opened' as const, claimedMs: NOON_MS }];

    test('that are open, or have something unsent, are at hand', async () => {
      const store = (await make()).episodes;
      const resolved = { state: 'resolved', resolvedMs: NOON_MS + HOUR_MS } as const;
      await store.put(episode({ id: 'open' }));
      await store.put(episode({ id: 'unsent', ...resolved, outbox: unsent }));
      await store.put(episode({ id: 'over', ...resolved }));
      expect((await store.listActive()).map(({ id }) => id).sort()).toEqual(['open', 'unsent']);
    });

    test('are no longer at hand when the last thing of them is sent', async () => {
      const store = (await make()).episodes;
      const resolved = { state: 'resolved', resolvedMs: NOON_MS + HOUR_MS } as const;
      await store.put(episode({ ...resolved, outbox: unsent }));
      await store.put(episode({ ...resolved, version: 2 }));
      expect(await store.listActive()).toEqual([]);
    });

    test('are written over the version before, and over no other', async () => {
      const store = (await make()).episodes;
      expect(await store.put(episode({ version: 1 }))).toBe('written');
      expect(await store.put(episode({ version: 1, errors: 99 }))).toBe('stale');
      expect(await store.put(episode({ version: 3 }))).toBe('stale');
      expect(await store.put(episode({ version: 2, errors: 50 }))).toBe('written');
      expect((await store.listActive())[0]?.errors).toBe(50);
    });

    test('are found by id, with all that is known of them', async () => {
      const store = (await make()).episodes;
      const whole = episode({
        ...{ state: 'resolved', resolvedMs: NOON_MS + HOUR_MS, toldMs: NOON_MS, quiet: 'silenced', silence: silence() },
        ...{ acknowledgedBy: { who: 'Ada', atMs: NOON_MS }, absorbedBy: 'another', markers: [marker()] },
        summary: { durationMs: 1, peakShare: 0.5, peakMs: 2, messages: 3, errors: 4, retryableShare: null },
        history: [{ atMs: NOON_MS, reason: 'acknowledged', scope: episode().scope, codes: [2568], who: 'Ada' }],
      });
      await store.put(whole);
      expect(await store.find(whole.id)).toEqual(whole);
      expect(await store.find('2026-11-23-1200-nobody')).toBeNull();
      expect(await store.find('nonsense')).toBeNull();
    });

    test('are listed where they were open in a range, the oldest first', async () => {
      const store = (await make()).episodes;
      const lasted = (id: string, sinceMs: number, resolvedMs: number) =>
        episode({ id, sinceMs, openedMs: sinceMs, resolvedMs, state: 'resolved' });
      await store.put(lasted('before', NOON_MS - DAY_MS, NOON_MS));
      await store.put(lasted('within', NOON_MS + MINUTE_MS, NOON_MS + HOUR_MS));
      await store.put(lasted('into', NOON_MS - DAY_MS, NOON_MS + MINUTE_MS));
      await store.put(lasted('after', NOON_MS + DAY_MS, NOON_MS + DAY_MS + HOUR_MS));
      const listed = await store.listBetween(NOON_MS, NOON_MS + HOUR_MS);
      expect(listed.map(({ id }) => id)).toEqual(['into', 'within']);
    });
  });

  describe('silences', () => {
    test('are listed as they were put, the oldest first, and written over by id', async () => {
      const store = (await make()).silences;
      const endless = silence({ id: 's-2', fromMs: NOON_MS + 1, untilMs: null, matcher: { episodeId: 'e' } });
      await store.put(endless);
      await store.put(silence());
      await store.put(silence({ untilMs: NOON_MS + 5, endedBy: 'Bo' }));
      expect(await store.list()).toEqual([silence({ untilMs: NOON_MS + 5, endedBy: 'Bo' }), endless]);
    });
  });

  describe('markers', () => {
    test('are listed by time within a half-open range, across days, once however often they are put', async () => {
      const store = (await make()).markers;
      const times = [NOON_MS + DAY_MS, NOON_MS, NOON_MS, NOON_MS + 2 * DAY_MS];
      for (const atMs of times) await store.put(marker({ atMs }));
      await store.put(marker({ text: 'another at the same time' }));
      const listed = await store.list({ fromMs: NOON_MS, toMs: NOON_MS + 2 * DAY_MS });
      expect(listed.map(({ atMs }) => atMs)).toEqual([NOON_MS, NOON_MS, NOON_MS + DAY_MS]);
      expect(listed.at(-1)).toEqual(marker({ atMs: NOON_MS + DAY_MS }));
    });
  });

  describe('deliveries', () => {
    const message = (id: string, atMs = NOON_MS) => ({ id, atMs, text: `{"id":"${id}"}` });

    test('are claimed by one, until the claim is over', async () => {
      const log = (await make()).deliveries;
      expect(await log.claim(message('a'), NOON_MS, NOON_MS + 10)).toBe('first');
      expect(await log.claim(message('a'), NOON_MS + 9, NOON_MS + 19)).toBe('taken');
      expect(await log.claim(message('a'), NOON_MS + 10, NOON_MS + 20)).toBe('again');
    });

    test('are claimed no more once they were sent', async () => {
      const log = (await make()).deliveries;
      await log.claim(message('a'), NOON_MS, NOON_MS + 10);
      await log.noteSent('a', NOON_MS);
      await log.noteSent('a', NOON_MS);
      expect(await log.claim(message('a'), NOON_MS + 20, NOON_MS + 30)).toBe('taken');
      expect(await log.listUnsent(NOON_MS + HOUR_MS)).toEqual([]);
    });

    test('that were not sent are listed when their claim is over, in the order in which they came', async () => {
      const log = (await make()).deliveries;
      await log.claim(message('b', NOON_MS + 1), NOON_MS, NOON_MS + 10);
      await log.claim(message('a', NOON_MS + 2), NOON_MS, NOON_MS + 10);
      await log.claim(message('c', NOON_MS), NOON_MS, NOON_MS + 10);
      await log.postpone(message('c', NOON_MS), NOON_MS + 50);
      expect(await log.listUnsent(NOON_MS + 9)).toEqual([]);
      expect(await log.listUnsent(NOON_MS + 10)).toEqual([message('b', NOON_MS + 1), message('a', NOON_MS + 2)]);
      expect((await log.listUnsent(NOON_MS + 50)).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
    });
  });

  describe('messages that show episodes', () => {
    test('are claimed by one, who says which message it became', async () => {
      const { live } = await make();
      expect(await live.load('e-1')).toBeNull();
      expect([await live.claim('e-1'), await live.claim('e-1')]).toEqual(['first', 'taken']);
      await live.save('e-1', { ts: '1.1', version: 1 });
      expect(await live.load('e-1')).toEqual({ ts: '1.1', version: 1 });
      expect(await live.claim('e-1')).toBe('taken');
    });

    test('never go back to an older version', async () => {
      const { live } = await make();
      for (const version of [1, 3, 2, 3]) await live.save('e-1', { ts: '1.1', version });
      expect(await live.load('e-1')).toEqual({ ts: '1.1', version: 3 });
    });

    test('are forgotten when they are gone, and claimed anew', async () => {
      const { live } = await make();
      await live.claim('e-1');
      await live.save('e-1', { ts: '1.1', version: 3 });
      await live.forget('e-1');
      expect(await live.load('e-1')).toBeNull();
      expect(await live.claim('e-1')).toBe('first');
    });
  });

  describe('samples', () => {
    const sample = (overrides: object = {}) => ({
      ...{ atMs: NOON_MS + 1, code: 2568, vasid: 'svc-1', carrier: null, transactionId: 't-1', messageId: null },
      ...overrides,
    });

    test('are kept one for each minute, code, service and carrier, and listed by code and time', async () => {
      const store = (await make()).samples;
      const other = sample({ carrier: '31002', atMs: NOON_MS });
      await store.put([sample(), other, sample({ code: 3520 })]);
      await store.put([sample({ atMs: NOON_MS + 2, transactionId: 't-2' }), sample({ atMs: NOON_MS + DAY_MS })]);
      await store.put([]);
      expect(await store.list(2568, { fromMs: NOON_MS, toMs: NOON_MS + DAY_MS })).toEqual([
        other,
        sample({ atMs: NOON_MS + 2, transactionId: 't-2' }),
      ]);
      expect(await store.list(3520, { fromMs: NOON_MS + MINUTE_MS, toMs: NOON_MS + DAY_MS })).toEqual([]);
    });
  });
}
