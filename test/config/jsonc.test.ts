import { describe, expect, test } from 'vitest';
import { parseJsonc } from '#shared/config/jsonc.ts';

describe('JSON with comments', () => {
  test.each([
    ['{"a": 1}', { a: 1 }],
    ['{ // what it is\n"a": 1 }', { a: 1 }],
    ['{ /* over\nlines */ "a": 1, }', { a: 1 }],
    ['["//", "/* no */", "a,]",]', ['//', '/* no */', 'a,]']],
    ['{"a": "\\"//\\"", // said\n}', { a: '"//"' }],
    ['[1, /* the last */ ]', [1]],
  ])('%j is %j', (text, value) => {
    expect(parseJsonc(text, 'x')).toEqual(value);
  });

  test('what is none is refused with the name of the file', () => {
    expect(() => parseJsonc('{"a": }', 'mm7watch.config.json')).toThrow(/^mm7watch\.config\.json: is no JSON: /);
  });
});
