import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CAUSE_NAMES } from '#shared/domain/insight/cause.ts';

test('docs/causes.md has a section on each likely cause and on no other', () => {
  const text = readFileSync('docs/causes.md', 'utf8');
  const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual([...CAUSE_NAMES]);
});
