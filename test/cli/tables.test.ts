import { expect, test } from 'vitest';
import { render } from '../../cli/terminal/tables.ts';

const HEAD = ['carrier', 'submits', 'errors', 'most frequent'];
const ROWS = [
  ['31003', '7,161', '1,464', '3520 × 769, 2568 × 562'],
  ['31002', '9,511', '', ''],
];
const COLUMNS = { right: [1, 2], shrink: [3] };
const linesOf = (most: number) => render(HEAD, ROWS, COLUMNS, most).split('\n');

test('a table that a terminal has no room for becomes lines of names and values, none longer than it', () => {
  expect(linesOf(32)).toEqual([
    ...['31003', '  submits 7,161  errors 1,464', '  most frequent 3520 × 769,', '    2568 × 562'],
    ...['31002', '  submits 9,511'],
  ]);
});

test('one that fits once a column is cut stays a table', () => {
  const lines = linesOf(44);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('…');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(44);
});

test('without a terminal nothing is cut', () => {
  expect(render(HEAD, ROWS, COLUMNS)).toContain('3520 × 769, 2568 × 562');
});
