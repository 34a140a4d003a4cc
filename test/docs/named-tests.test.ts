import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What the last column of a document's tables names: files, and tests of the file named before, or of one that goes without saying. */
function namedIn(document: string, unnamed: string): { file: string; name: string }[] {
  const columns = [...read(document).matchAll(/^\|.* \| (.+) \|$/gm)].map(([, last = '']) => last);
  return columns.flatMap((column) => {
    let file = unnamed;
    return [...column.matchAll(/`(test\/[^`]+)`|\*([^*]+)\*/g)].map(([, named, name = '']) => {
      file = named ?? file;
      return { file, name };
    });
  });
}

const guarantees = namedIn('docs/guarantees.md', '');
const badInput = namedIn('docs/bad-input.md', 'test/functions/ingest-limits.test.ts');

test.each([...guarantees, ...badInput])('$file has, of the tests that documents name: $name', ({ file, name }) => {
  expect(read(file).includes(name)).toBe(true);
});

test('the documents name tests', () => {
  expect(guarantees.length).toBeGreaterThan(25);
  expect(badInput.length).toBeGreaterThan(25);
});
