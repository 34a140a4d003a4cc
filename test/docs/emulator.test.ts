import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const rows = [...readFileSync(join(ROOT, 'docs/emulator.md'), 'utf8').matchAll(/\| `(test\/[^`]+)`: (.+) \|$/gm)];

test.each(rows.map(([, file = '', name = '']) => [file, name]))('%s has a test that says: %s', (file, name) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(name);
});

test('every gap of the emulator has a test that stands in', () => {
  expect(rows.length).toBeGreaterThan(15);
});
