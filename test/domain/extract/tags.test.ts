import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownNames, nextTag, type Tag } from '#shared/domain/extract/tags.ts';
import { hostile } from './arbitraries.ts';

const names = new Set(['StatusCode', 'Envelope', 'Subject', 'SubmitRsp']);

test('tags of other names are passed over as if they were read', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const read = tagsIn(text).filter(({ name }) => names.has(name));
      expect(tagsIn(text, knownNames(names))).toEqual(read);
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

function tagsIn(text: string, known?: Parameters<typeof nextTag>[2]): Tag[] {
  const tags: Tag[] = [];
  for (let tag = nextTag(text, 0, known); tag !== null; tag = nextTag(text, tag.end, known)) tags.push(tag);
  return tags;
}
