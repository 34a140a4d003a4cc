import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCES_SHA256 } from '#shared/adapters/cloudwatch-logs/native/native-wasm.ts';

test('the module is made from the sources beside it', () => {
  const folder = `${import.meta.dirname}/../../shared/adapters/cloudwatch-logs/native`;
  const hash = createHash('sha256');
  for (const name of ['inflate.c', 'cut.c']) hash.update(readFileSync(`${folder}/${name}`));
  expect(SOURCES_SHA256).toBe(hash.digest('hex'));
});
