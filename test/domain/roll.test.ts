import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { MAX_VALUES_PER_DIMENSION } from '#shared/domain/dimension-bounds.ts';
import type { StatusEvent } from '#shared/domain/model.ts';
import { foldMinute as fold, foldRollups, rollupsOf, sumCounts } from '#shared/domain/roll.ts';
import { LEAVES } from '#shared/domain/scope.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { partialsOf, rollup, statusEvent } from '../builders.ts';

const foldMinute = (partials: ReturnType<typeof partialsOf>) => fold(partials, DEFAULT_CATALOGUE);
const status = fc
  .record({
    eventId: fc.integer({ min: 0, max: 30 }).map((number) => `e${number}`),
    code: fc.constantFrom(1000, 2568, 3520),
    vasid: fc.constantFrom('svc-1', 'svc-2', null),
  })
  .map((overrides) => statusEvent(overrides));
const deliveries = fc.array(fc.array(status, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });

/** Every event has one reading, so that batches may hold it as often as they like. */
const oneReadingEach = (batches: readonly (readonly StatusEvent[])[]) => {
  const first = new Map<string, StatusEvent>();
  for (const event of batches.flat()) if (!first.has(event.eventId)) first.set(event.eventId, event);
  return batches.map((batch) => [
    ...new Map(batch.map(({ eventId }) => [eventId, first.get(eventId) ?? statusEvent()])).values(),
  ]);
};

describe('folding a minute', () => {
  test('counts each event once, however it was delivered', () => {
    fc.assert(
      fc.property(deliveries, (batches) => {
        const readings = oneReadingEach(batches);
        const distinct = new Set(readings.flat().map(({ eventId }) => eventId));
        const folded = foldMinute(readings.flatMap((batch) => partialsOf(batch)));
        expect(folded?.events).toBe(distinct.size);
        expect([...(folded?.counts.values() ?? [])].reduce((sum, count) => sum + count, 0)).toBe(distinct.size);
      }),
    );
  });

  test('depends on the set of partials and not on their order', () => {
    fc.assert(
      fc.property(deliveries, (batches) => {
        const partials = batches.flatMap((batch) => partialsOf(batch));
        expect(foldMinute([...partials].reverse())?.counts).toEqual(foldMinute(partials)?.counts);
      }),
    );
  });

  test('a higher parser version owns the event', () => {
    const before = partialsOf([statusEvent({ code: 1000 })], 1);
    const after = partialsOf([statusEvent({ code: 2568 })], 2);
    expect([...(foldMinute([...before, ...after])?.counts ?? [])]).toEqual([['||submit|2568', 1]]);
  });

  test('the reading that tells more owns the event', () => {
    const unknown = partialsOf([statusEvent({ code: 2568 })]);
    const known = partialsOf([statusEvent({ code: 2568, vasid: 'svc-1' })]);
    expect([...(foldMinute([...unknown, ...known])?.counts ?? [])]).toEqual([['svc-1||submit|2568', 1]]);
  });

  test('nothing gives nothing', () => {
    expect(foldMinute([])).toBeNull();
  });
});

describe('rollups of a minute', () => {
  const minute = foldMinute(
    partialsOf([
      statusEvent({ eventId: 'a', vasid: 'svc-1', carrier: '31002' }),
      statusEvent({ eventId: 'b', vasid: 'svc-1', carrier: '31003', code: 2568 }),
      statusEvent({ eventId: 'c' }),
    ]),
  );
  const rollups = minute ? rollupsOf(minute) : [];
  const countsOf = (dimension: string) =>
    Object.fromEntries(rollups.find((one) => one.dimension === dimension)?.counts ?? []);

  test.each([
    ['all', { 'submit|1000': 2, 'submit|2568': 1 }],
    ['vasid=svc-1', { 'submit|1000': 1, 'submit|2568': 1 }],
    ['carrier=31003', { 'submit|2568': 1 }],
    ['vasid=svc-1|carrier=31003', { 'submit|2568': 1 }],
    ['leaves', { 'svc-1|31002|submit|1000': 1, 'svc-1|31003|submit|2568': 1, '||submit|1000': 1 }],
    ['group=/mms/gateway', { seen: 3, matched: 3 }],
  ])('%s', (dimension, counts) => {
    expect(countsOf(dimension)).toEqual(counts);
  });

  test('a service or carrier that only a superseded reading told is counted as nothing, over what was written of it before', () => {
    const before = partialsOf([statusEvent({ vasid: 'svc-1', carrier: 'misread' })], 1);
    const after = partialsOf([statusEvent({ vasid: 'svc-1', carrier: '31002' })], 2);
    const folded = foldMinute([...before, ...after]);
    const written = new Map((folded ? rollupsOf(folded) : []).map(({ dimension, counts }) => [dimension, counts]));
    expect(written.get('carrier=misread')).toEqual(new Map());
    expect(written.get('vasid=svc-1|carrier=misread')).toEqual(new Map());
    expect(written.get('vasid=svc-1')).toEqual(new Map([['submit|1000', 1]]));
  });

  test('a service that has lost its name to larger ones is counted as nothing under it', () => {
    const early = partialsOf([statusEvent({ eventId: 'early', vasid: 'svc-z' })]);
    const larger = Array.from({ length: MAX_VALUES_PER_DIMENSION }, (_, index) =>
      statusEvent({ eventId: `e${index}`, vasid: `svc-${index}` }),
    );
    const folded = foldMinute([...early, ...partialsOf(larger)]);
    const written = new Map((folded ? rollupsOf(folded) : []).map(({ dimension, counts }) => [dimension, counts]));
    expect(written.get('vasid=svc-z')).toEqual(new Map());
    expect(written.get('vasid=other')).toEqual(new Map([['submit|1000', 1]]));
  });

  test('beyond the bound the smallest values are counted together, and the sum stays', () => {
    const statuses = Array.from({ length: MAX_VALUES_PER_DIMENSION + 20 }, (_, index) =>
      statusEvent({ eventId: `e${index}`, vasid: `svc-${String(index).padStart(4, '0')}` }),
    );
    const folded = foldMinute(partialsOf([...statuses, statusEvent({ eventId: 'x', vasid: 'svc-0519' })]));
    const dimensions = folded ? rollupsOf(folded) : [];
    expect(dimensions.find(({ dimension }) => dimension === 'vasid=other')?.counts).toEqual(
      new Map([['submit|1000', 20]]),
    );
    expect(dimensions.find(({ dimension }) => dimension === 'vasid=svc-0519')?.counts).toEqual(
      new Map([['submit|1000', 2]]),
    );
    expect(dimensions.find(({ dimension }) => dimension === 'all')?.counts.get('submit|1000')).toBe(
      statuses.length + 1,
    );
  });
});

describe('folding minutes into an hour', () => {
  test('adds counts, events and the partials that order snapshots', () => {
    const parts = [rollup({ partials: 2 }), rollup({ startMs: 60_000, partials: 3 })];
    expect(foldRollups('hour', 0, parts)).toMatchObject({ step: 'hour', startMs: 0, partials: 5, events: 2 });
    expect(sumCounts(parts)).toEqual(new Map([['submit|1000', 2]]));
  });

  test('keeps the counts of each minute, whatever their order', () => {
    const minute = (at: number, counts: Record<string, number>) =>
      rollup({ startMs: 7 * HOUR_MS + at * MINUTE_MS, counts: new Map(Object.entries(counts)) });
    const parts = [minute(3, { 'submit|1000': 5, 'submit|2568': 1 }), minute(0, { 'submit|1000': 2 })];
    expect(foldRollups('hour', 7 * HOUR_MS, parts)?.byMinute).toEqual(
      new Map([
        ['submit|1000', [2, 0, 0, 5]],
        ['submit|2568', [0, 0, 0, 1]],
      ]),
    );
  });

  test.each([
    ['a day', 'day', 'all'],
    ['the leaves of an hour', 'hour', LEAVES],
  ] as const)('keeps no minutes in %s', (_what, step, dimension) => {
    expect(foldRollups(step, 0, [rollup({ dimension })])).not.toHaveProperty('byMinute');
  });
});
