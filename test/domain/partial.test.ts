import { describe, expect, test } from 'vitest';
import { aggregate, digestOf, MAX_EVENTS_PER_PARTIAL, shardOf } from '#shared/domain/partial.ts';
import { extraction, logBatch, logEvent, NOON_MS, sha256, statusEvent } from '../builders.ts';

const options = { sha256, shards: 1 };
const ids = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

describe('aggregating a batch', () => {
  test('groups by the minute of the event', () => {
    const events = [logEvent({ id: 'a' }), logEvent({ id: 'b', timestampMs: NOON_MS + 60_000 })];
    const statuses = [statusEvent({ eventId: 'a' }), statusEvent({ eventId: 'b', timestampMs: NOON_MS + 60_000 })];
    const partials = aggregate(logBatch({ events }), extraction({ statuses }), options);
    expect(partials.map(({ minuteStartMs }) => minuteStartMs)).toEqual([NOON_MS, NOON_MS + 60_000]);
  });

  test('keeps a digest per status and no text of the log', () => {
    const [partial] = aggregate(
      logBatch({ events: [logEvent({ id: 'a', message: 'secret +12025550123' })] }),
      extraction({ statuses: [statusEvent({ eventId: 'a', code: 2568 })] }),
      options,
    );
    expect([...(partial?.digests ?? [])]).toEqual([['||submit|2568', [digestOf(logBatch(), 'a', sha256)]]]);
    expect(JSON.stringify([partial, [...(partial?.digests ?? [])]])).not.toContain('secret');
  });

  test('the same batch gives the same name, another one another', () => {
    const hashOf = (code: number) =>
      aggregate(
        logBatch({ events: [logEvent({ id: 'a' })] }),
        extraction({ statuses: [statusEvent({ eventId: 'a', code })] }),
        options,
      )[0]?.hash;
    expect(hashOf(2568)).toBe(hashOf(2568));
    expect(hashOf(2568)).not.toBe(hashOf(2550));
  });

  test('an event with two messages counts both', () => {
    const statuses = [statusEvent({ eventId: 'a', kind: 'ack' }), statusEvent({ eventId: 'a', kind: 'ack' })];
    const [partial] = aggregate(logBatch({ events: [logEvent({ id: 'a' })] }), extraction({ statuses }), options);
    expect(partial?.digests.get('||ack|1000')).toHaveLength(2);
  });

  test('a minute without a status was seen all the same', () => {
    const [partial] = aggregate(logBatch({ events: ids(3).map((id) => logEvent({ id })) }), extraction(), options);
    expect(partial).toMatchObject({ seen: 3, digests: new Map() });
  });

  test('events that were carried over are not seen again', () => {
    const batch = logBatch({ events: ids(3).map((id) => logEvent({ id })), carriedEvents: 2 });
    expect(aggregate(batch, extraction(), options)[0]?.seen).toBe(1);
  });

  test('a partial holds a bounded number of events', () => {
    const eventIds = ids(MAX_EVENTS_PER_PARTIAL + 1);
    const batch = logBatch({ events: eventIds.map((id) => logEvent({ id })) });
    const statuses = eventIds.map((eventId) => statusEvent({ eventId }));
    const partials = aggregate(batch, extraction({ statuses }), options);
    expect(partials.map(({ digests }) => digests.get('||submit|1000')?.length)).toEqual([MAX_EVENTS_PER_PARTIAL, 1]);
    expect(partials.map(({ seen }) => seen)).toEqual([MAX_EVENTS_PER_PARTIAL + 1, 0]);
  });
});

describe('shards', () => {
  test('a log stream always falls into the same one', () => {
    expect(shardOf('/mms', 'i-1', 8)).toBe(shardOf('/mms', 'i-1', 8));
  });

  test('streams spread over all of them', () => {
    const shards = new Set(ids(200).map((stream) => shardOf('/mms', stream, 4)));
    expect([...shards].sort()).toEqual([0, 1, 2, 3]);
  });
});
