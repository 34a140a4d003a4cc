import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saidBy } from '#shared/domain/said.ts';

test.each([
  ['line breaks and tabs', 'new\r\n\tkeys', 'new keys'],
  ['what a terminal obeys', 'new\u001b[2Jkeys', 'new [2Jkeys'],
  ['what turns text around', 'new\u202ekeys\u2066', 'new keys'],
  ['what is not seen', '\u200bnew\u200d keys\ufeff', 'new keys'],
  ['half a character', 'new \ud83d', 'new'],
])('%s is taken out of what a person wrote', (_what, text, said) => {
  expect(saidBy(text, 80)).toBe(said);
});

test('whatever is written, a line of bounded length is kept, and twice is as once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 100 }), (text, most) => {
      const said = saidBy(text, most);
      expect([...said].length).toBeLessThanOrEqual(most);
      expect(said).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(saidBy(said, most)).toBe(said);
    }),
  );
});
