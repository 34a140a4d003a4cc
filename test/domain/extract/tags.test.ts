import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Tag, Tags } from '#shared/domain/extract/tags.ts';
import { hostile } from './arbitraries.ts';

test('tags without a role are passed over as if they were read', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const read = tagsIn(text).filter(({ role }) => role !== undefined);
      expect(tagsIn(text, false)).toEqual(read);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ['<a>', ['a']],
  ['<mm7:StatusCode>2568</mm7:StatusCode>', ['StatusCode', '/StatusCode']],
  ['<x:y:StatusCode a="1>2"/>', ['StatusCode/']],
  ['<a b="</c>"><d>', ['a', 'd']],
  ['<a b="<c>" \'<d>\'>', ['c', 'd']],
  ['<!-- <a> --><![CDATA[<b>]]><?c <d>?><e>', ['e']],
  ['<!DOCTYPE x [<!ENTITY y "<z>">]><e>', ['e']],
  ['<<a></ b><1c><_d>', ['a', '_d']],
  ['<a <b>', ['b']],
  ['<é:ü>', ['ü']],
])('%s holds the tags %j', (text, expected) => {
  const written = tagsIn(text).map(({ name, closes, empty }) => `${closes ? '/' : ''}${name}${empty ? '/' : ''}`);
  expect(written).toEqual(expected);
});

function tagsIn(text: string, others = true): Tag[] {
  const tags = new Tags(text);
  const found: Tag[] = [];
  while (tags.next(others)) {
    const { name, role, closes, empty, start, end } = tags;
    found.push({ name, role, closes, empty, start, end });
  }
  return found;
}
