import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arrivals, gapOf, LEDGER_STEP_MS, reckon } from '#shared/domain/ledger.ts';
import { NOON_MS } from '../builders.ts';

const startOfLine = (line: number) => NOON_MS + line * LEDGER_STEP_MS;
const arrival = (line: number, incoming: number, overrides: Partial<Arrivals> = {}): Arrivals => ({
  ...{ startMs: startOfLine(line), incoming, forwarded: incoming, failed: 0, throttled: 0, refused: 0 },
  ...overrides,
});
const counted = (line: number, seen: number) => ({ startMs: startOfLine(line), seen, matched: 0 });
const missing = (incoming: readonly number[], seen: readonly number[]) =>
  reckon(
    incoming.map((count, line) => arrival(line, count)),
    seen.map((count, line) => counted(line, count)),
    { isFiltered: false },
  ).map((row) => row.missing);

test.each([
  ['what arrived is counted', [10, 10, 10], [10, 10, 10], [0, 0, 0]],
  ['nothing arrives', [0, 0], [0, 0], [0, 0]],
  ['a line is lost', [10, 10, 10], [10, 0, 10], [0, 10, 0]],
  ['a part of a line is lost', [10, 10, 10], [10, 7, 10], [0, 3, 0]],
  ['nothing is counted', [10, 10], [], [10, 10]],
  ['events arrive a line later than they happened', [8, 10, 12], [10, 10, 10], [0, 0, 0]],
  [
    'events arrive an hour later than they happened',
    [0, ...Array(11).fill(5), 10],
    [10, ...Array(11).fill(5), 0],
    Array(13).fill(0),
  ],
  ['a clock is ahead by a line', [12, 8], [10, 10], [0, 0]],
  ['events are lost while others are late', [8, 10, 12], [10, 6, 10], [0, 2, 2]],
  ['more is counted than arrived, since batches were cut anew', [10, 10], [12, 10], [0, 0]],
])('where %s', (_, incoming, seen, wanted) => {
  expect(missing(incoming, seen)).toEqual(wanted);
});

test('what was refused is accounted for', () => {
  const [row] = reckon([arrival(0, 10, { refused: 4 })], [counted(0, 6)], { isFiltered: false });
  expect(row?.missing).toBe(0);
});

test('behind a filter what is forwarded or fails is due, and not what comes in', () => {
  const arrivals = [arrival(0, 100, { forwarded: 10 }), arrival(1, 100, { forwarded: 6, failed: 4 })];
  const rows = reckon(arrivals, [counted(0, 10), counted(1, 6)], { isFiltered: true });
  expect(rows.map((row) => row.missing)).toEqual([0, 4]);
});

test('whatever is lost of steady traffic is missing to the number, wherever events are counted by a line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ arrived: fc.nat(50), late: fc.nat(10), lost: fc.nat(10) }), { minLength: 2, maxLength: 30 }),
      (lines) => {
        const seen = lines.map(({ arrived }) => arrived);
        for (const [at, { late }] of lines.entries()) {
          const moved = at === 0 ? 0 : Math.min(late, seen[at] ?? 0);
          seen[at] = (seen[at] ?? 0) - moved;
          if (at > 0) seen[at - 1] = (seen[at - 1] ?? 0) + moved;
        }
        const taken = seen.map((count, at) => Math.min(count, lines[at]?.lost ?? 0));
        const left = seen.map((count, at) => count - (taken[at] ?? 0));
        const total = missing(
          lines.map(({ arrived }) => arrived),
          left,
        ).reduce((sum, count) => sum + count, 0);
        expect(total).toBe(taken.reduce((sum, count) => sum + count, 0));
      },
    ),
  );
});

test('a gap reaches from the first line that misses something to the end of the last', () => {
  const rows = reckon(
    [arrival(0, 10), arrival(1, 10), arrival(2, 10), arrival(3, 10)],
    [counted(0, 10), counted(1, 4), counted(2, 10), counted(3, 9)],
    { isFiltered: false },
  );
  expect(gapOf('/mms', rows)).toEqual({
    ...{ logGroup: '/mms', fromMs: startOfLine(1), toMs: startOfLine(4), missing: 7, arrived: 30 },
  });
  expect(gapOf('/mms', rows.slice(0, 1))).toBeNull();
});
