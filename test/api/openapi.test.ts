import { expect, test } from 'vitest';
import { openApiDocument } from '#shared/api/openapi.ts';
import { ALL_ROUTES } from '#shared/api/routes.ts';

const written = `${JSON.stringify(openApiDocument(ALL_ROUTES), null, 2)}\n`;

test('the OpenAPI document that is shipped is that of the routes', async () => {
  await expect(written).toMatchFileSnapshot('../../docs/openapi.json');
});

test('every reference in it leads somewhere, and every operation has a name of its own', () => {
  const references = [...written.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  const { schemas } = JSON.parse(written).components;
  expect(references.filter((name) => !((name ?? '') in schemas))).toEqual([]);
  const names = [...written.matchAll(/"operationId": "(\w+)"/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(ALL_ROUTES.length);
});
