import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from '#shared/domain/csv.ts';

test.each([
  ['=cmd()', "'=cmd()"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  ['\t=1', "'\t=1"],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['=a,"b"', `"'=a,""b"""`],
  [null, ''],
  [-1, '-1'],
  [true, 'true'],
  ['svc-7', 'svc-7'],
])('the cell %j is written %s', (cell, written) => {
  expect(csvOf({ head: ['x'], rows: [[cell]] })).toBe(`x\r\n${written}\r\n`);
});

test('no text begins so that a spreadsheet calculates it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvOf({ head: [text], rows: [] }).replace(/^"/, '');
      expect(cell).not.toMatch(/^[=+\-@\t]/);
    }),
  );
});
