import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_LINE, startSplitting } from '../../../cli/local/sources/lines.ts';

const split = (pieces: readonly string[]) => {
  const splitter = startSplitting();
  return [...pieces.flatMap((piece) => splitter.take(piece)), ...splitter.rest()];
};

describe('lines', () => {
  test('end with either newline, and the last one with the text; blank ones are left out', () => {
    expect(split(['a\r\nb\n\n  \nc'])).toEqual([
      { text: 'a', offset: 0 },
      { text: 'b', offset: 3 },
      { text: 'c', offset: 9 },
    ]);
  });

  test('are the same with the same offsets however the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', 'é', ' ')), (pieces) => {
        expect(split(pieces)).toEqual(split([pieces.join('')]));
      }),
    );
  });

  test('that are longer than an event may be are cut, and the next one is whole', () => {
    const lines = split(['x'.repeat(LONGEST_LINE), 'y'.repeat(LONGEST_LINE), '\nnext\n']);
    expect(lines.map(({ text }) => text.length)).toEqual([LONGEST_LINE, 4]);
    expect(lines[1]?.offset).toBe(2 * LONGEST_LINE + 1);
  });
});
