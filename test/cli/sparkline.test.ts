import { expect, test } from 'vitest';
import { sparkline } from '../../cli/terminal/sparkline.ts';

test.each([
  [[0, 1, 4, 8], 4, ' ▁▄█'],
  [[1, 1, 4, 4], 2, '▂█'],
  [[5], 10, '█'],
  [[0, 0], 10, '  '],
  [[], 10, ''],
])('%j in %d characters is %j', (counts, width, line) => {
  expect(sparkline(counts, width)).toBe(line);
});
