import { expect, test } from 'vitest';
import { topOf } from '../../cli/terminal/top-of.ts';

test('a text higher than the terminal keeps its beginning and says what is left out', () => {
  expect(topOf('1\n2\n3\n4\n5', 4)).toBe('1\n2\n… 3 lines more; a higher terminal shows them');
  expect(topOf('1\n2\n3', 4)).toBe('1\n2\n3');
});
