import { expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { aggregate, type PartialCount, sealOfRecount } from '#shared/domain/partial.ts';
import { foldMinute } from '#shared/domain/roll.ts';
import { extraction, logBatch, logEvent, NOON_MS, sha256, statusEvent } from '../builders.ts';

/** A partial of successes with the named event ids; of a recount where one is named. */
function partialOf(ids: readonly string[], recountBegunMs?: number, logGroup = '/mms/gateway'): PartialCount[] {
  const batch = logBatch({ logGroup, events: ids.map((id) => logEvent({ id })) });
  const statuses = ids.map((eventId) => statusEvent({ eventId }));
  return aggregate(batch, extraction({ statuses }), { sha256, shards: 1, recountBegunMs });
}
const seal = (begunMs: number, logGroup = '/mms/gateway') =>
  sealOfRecount({ logGroup, minuteStartMs: NOON_MS, shard: 0 }, begunMs, sha256);
const countOf = (...partials: readonly PartialCount[]) => {
  const minute = foldMinute(partials, DEFAULT_CATALOGUE);
  return {
    events: minute?.events,
    partials: minute?.partials,
    seen: minute && [...minute.groups.values()].reduce((sum, { seen }) => sum + seen, 0),
  };
};

const live = partialOf(['a', 'b', 'c']);

test('a recount takes the place of what was delivered, though its event ids are others', () => {
  expect(countOf(...live, ...partialOf(['x', 'y'], 1), seal(1))).toEqual({ events: 2, partials: 3, seen: 2 });
});

test('a recount that broke off before its seal counts nothing', () => {
  expect(countOf(...live, ...partialOf(['x'], 1))).toEqual({ events: 3, partials: 2, seen: 3 });
});

test('of two recounts the later one counts, in whatever order they are stored', () => {
  const later = [...partialOf(['x', 'y'], 2), seal(2)];
  const earlier = [...partialOf(['a'], 1), seal(1)];
  expect(countOf(...later, ...earlier, ...live).events).toBe(2);
  expect(countOf(...live, ...earlier, ...later).events).toBe(2);
});

test('a later recount that broke off leaves the earlier one in force', () => {
  expect(countOf(...live, ...partialOf(['x'], 1), seal(1), ...partialOf(['y', 'z'], 2)).events).toBe(1);
});

test('a recount that found nothing empties the minute', () => {
  expect(countOf(...live, seal(1))).toEqual({ events: 0, partials: 2, seen: 0 });
});

test('other log groups of the minute stay as they are', () => {
  const reports = partialOf(['r'], undefined, '/mms/reports');
  expect(countOf(...live, ...reports, ...partialOf(['x'], 1), seal(1)).events).toBe(2);
});

test('what was delivered and what was recounted never have one name', () => {
  const hashes = [live, partialOf(['a', 'b', 'c'], 1), partialOf(['a', 'b', 'c'], 2)].flat().map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(3);
});
