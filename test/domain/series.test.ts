import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { ANY_OUTCOME } from '#shared/domain/outcome.ts';
import { foldRollups, type Rollup } from '#shared/domain/roll.ts';
import {
  columnsOf,
  columnsOfMinutes,
  knowsMinutes,
  largestLines,
  lineOf,
  lineOfRest,
  linesByOutcome,
  messagesIn,
} from '#shared/domain/series.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { NOON_MS, rollup } from '../builders.ts';

const FRAME = { filter: ANY_OUTCOME, catalogue: DEFAULT_CATALOGUE };
const STARTS_MS = [0, 1, 2].map((minute) => NOON_MS + minute * MINUTE_MS);

const countsOf = fc
  .dictionary(fc.constantFrom('submit|1000', 'submit|2568', 'submit|3510', 'ack|1000', 'submit|'), fc.nat(99))
  .map((counts) => new Map(Object.entries(counts)));
const rollups = fc.array(
  fc
    .tuple(fc.integer({ min: -1, max: 3 }), countsOf)
    .map(([minute, counts]) => rollup({ startMs: NOON_MS + minute * MINUTE_MS, counts })),
);

test('lines by whatever add up to the messages of each step, also those beyond the limit', () => {
  fc.assert(
    fc.property(
      rollups,
      fc.constantFrom('code', 'family', 'kind'),
      fc.integer({ min: 1, max: 4 }),
      (given, by, limit) => {
        const columns = columnsOf(given, STARTS_MS);
        const { told, rest } = largestLines(linesByOutcome(by, columns, FRAME), limit);
        const lines = rest ? [...told, rest] : told;
        const sums = STARTS_MS.map((_, at) => lines.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
        expect(sums).toEqual(messagesIn(columns, FRAME));
        for (const { counts, total } of lines) expect(total).toBe(counts.reduce((sum, count) => sum + count, 0));
      },
    ),
  );
});

test('rollups of one step are added and those of other steps left out', () => {
  const counts = new Map([['submit|2568', 3]]);
  const columns = columnsOf(
    [-1, 1, 1, 3].map((at) => rollup({ startMs: NOON_MS + at * MINUTE_MS, counts })),
    STARTS_MS,
  );
  expect(lineOf('all', columns, FRAME)).toEqual({
    ...{ group: 'all', counts: [0, 6, 0], total: 6 },
    outcomes: new Set(['submit|2568']),
  });
});

test('a range by the minute is the same out of its hours and out of its minutes', () => {
  const minutes = fc
    .uniqueArray(fc.integer({ min: 0, max: 3 * 60 - 1 }), { maxLength: 40 })
    .chain((places) =>
      fc.tuple(...places.map((at) => countsOf.map((counts) => rollup({ startMs: NOON_MS + at * MINUTE_MS, counts })))),
    );
  const range = fc.tuple(fc.integer({ min: -20, max: 200 }), fc.integer({ min: 1, max: 200 }));
  fc.assert(
    fc.property(minutes, range, fc.nat(7), (given, [from, length], inHours) => {
      const startsMs = Array.from({ length }, (_, at) => NOON_MS + (from + at) * MINUTE_MS);
      const hourOf = ({ startMs }: Rollup) => Math.floor((startMs - NOON_MS) / HOUR_MS);
      const isInHour = (of: Rollup) => (inHours & (1 << hourOf(of))) !== 0; // the others are read minute by minute
      const hours = [0, 1, 2].flatMap((hour) => {
        const folded = foldRollups(
          'hour',
          NOON_MS + hour * HOUR_MS,
          given.filter((of) => isInHour(of) && hourOf(of) === hour),
        );
        return folded && knowsMinutes(folded) ? [folded] : [];
      });
      const columns = columnsOfMinutes(
        hours,
        given.filter((of) => !isInHour(of)),
        startsMs,
      );
      const lines = linesByOutcome('code', columns, FRAME).filter(({ total }) => total > 0);
      const plain = linesByOutcome('code', columnsOf(given, startsMs), FRAME).filter(({ total }) => total > 0);
      expect(new Map(lines.map((line) => [line.group, line.counts]))).toEqual(
        new Map(plain.map((line) => [line.group, line.counts])),
      );
    }),
  );
});

test('what named lines count beyond the whole leaves nothing, rather than less', () => {
  const line = { group: 'svc-7', counts: [2, 5], total: 7, outcomes: new Set(['submit|2568']) };
  expect(lineOfRest({ ...line, group: null, counts: [3, 4], total: 7 }, [line])).toMatchObject({
    counts: [1, 0],
    total: 1,
  });
});
