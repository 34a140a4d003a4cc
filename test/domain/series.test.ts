import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { ANY_OUTCOME } from '#shared/domain/outcome.ts';
import { columnsOf, largestLines, lineOf, lineOfRest, linesByOutcome, messagesIn } from '#shared/domain/series.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { NOON_MS, rollup } from '../builders.ts';

const FRAME = { filter: ANY_OUTCOME, catalogue: DEFAULT_CATALOGUE };
const STARTS_MS = [0, 1, 2].map((minute) => NOON_MS + minute * MINUTE_MS);

const rollups = fc.array(
  fc
    .tuple(
      fc.integer({ min: -1, max: 3 }),
      fc.dictionary(fc.constantFrom('submit|1000', 'submit|2568', 'submit|3510', 'ack|1000', 'submit|'), fc.nat(99)),
    )
    .map(([minute, counts]) =>
      rollup({ startMs: NOON_MS + minute * MINUTE_MS, counts: new Map(Object.entries(counts)) }),
    ),
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

test('what named lines count beyond the whole leaves nothing, rather than less', () => {
  const line = { group: 'svc-7', counts: [2, 5], total: 7, outcomes: new Set(['submit|2568']) };
  expect(lineOfRest({ ...line, group: null, counts: [3, 4], total: 7 }, [line])).toMatchObject({
    counts: [1, 0],
    total: 1,
  });
});
