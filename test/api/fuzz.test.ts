import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { ApiPorts } from '#shared/api/routes.ts';
import { episode } from '../builders.ts';
import { ask, countedStores } from './counted.ts';

/** What is read of an OpenAPI document. */
const JsonSchema = z.record(z.string(), z.unknown());
const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: z.object({ pattern: z.string().optional(), enum: z.array(z.string()).optional() }),
});
const Operation = z.object({
  parameters: z.array(Parameter),
  requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: JsonSchema }) }) }).optional(),
  responses: z.object({
    200: z.object({
      content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }),
    }),
  }),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), JsonSchema) }),
});

let ports: ApiPorts;
let document: z.output<typeof Document>;
let shapes: ReadonlyMap<string, z.ZodType>;
beforeAll(async () => {
  ({ ports } = await countedStores(3));
  await ports.episodes.put(episode());
  document = Document.parse(JSON.parse((await ask(ports, '/v1/openapi.json')).body));
  const { schemas } = document.components;
  shapes = new Map(Object.entries(schemas).map(([name, schema]) => [name, z.fromJSONSchema(schema)]));
});

/** A value as the document has it, or anything else that can stand in a URL. */
function valueFor({ schema }: z.output<typeof Parameter>): fc.Arbitrary<string> {
  const fitting = schema.enum
    ? fc.constantFrom(...schema.enum)
    : fc.stringMatching(new RegExp(schema.pattern ?? '^.{1,40}$'));
  return fc.oneof(
    { weight: 8, arbitrary: fitting },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  );
}

/** A value of a JSON schema, as far as bodies need it; now and then something else. */
function bodyFor(schema: unknown): fc.Arbitrary<unknown> {
  const { type, properties, required, anyOf, pattern, minLength, maxLength, minimum, maximum } = z
    .object({
      type: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
      required: z.array(z.string()).optional(),
      anyOf: z.array(z.unknown()).optional(),
      pattern: z.string().optional(),
      ...{ minLength: z.number().optional(), maxLength: z.number().optional() },
      ...{ minimum: z.number().optional(), maximum: z.number().optional() },
    })
    .parse(schema);
  const fitting = (): fc.Arbitrary<unknown> => {
    if (anyOf) return fc.oneof(...anyOf.map(bodyFor));
    if (type === 'object') {
      const fields = Object.fromEntries(Object.entries(properties ?? {}).map(([name, of]) => [name, bodyFor(of)]));
      return fc.record(fields, { requiredKeys: required ?? [] });
    }
    if (type === 'integer') return fc.integer({ min: minimum ?? -1, max: maximum ?? 1 });
    if (type === 'null') return fc.constant(null);
    if (pattern) return fc.stringMatching(new RegExp(pattern));
    return fc.string({ unit: 'binary', minLength: minLength ?? 0, maxLength: maxLength ?? 20 });
  };
  return fc.oneof({ weight: 15, arbitrary: fitting() }, { weight: 1, arbitrary: fc.jsonValue() });
}

type Operation = z.output<typeof Operation>;

/** Requests to an operation. */
function requestsTo(path: string, method: string, operation: Operation) {
  const required = operation.parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const values = Object.fromEntries(operation.parameters.map((parameter) => [parameter.name, valueFor(parameter)]));
  const schema = operation.requestBody?.content['application/json'].schema;
  return fc.record({
    operation: fc.constant(operation),
    path: fc.constant(path),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant(method.toUpperCase()) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', '') },
    ),
    parameters: fc.record(values, { requiredKeys: required }),
    strange: fc.oneof(
      { weight: 9, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }) },
    ),
    accept: fc.constantFrom(undefined, 'application/json', 'text/csv', '*/*', 'text/*;q=x', ','),
    body: schema ? bodyFor(schema).map((body) => JSON.stringify(body)) : fc.constantFrom(null, '{', ''),
  });
}

/** A request to one of the operations of the document. */
function anyRequest() {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestsTo(path, method, operation)),
  );
  return fc.oneof(...operations);
}

/** The shape that the document gives to an answer of 200. */
function shapeOf(template: string, method: string): z.ZodType | undefined {
  const $ref = document.paths[template]?.[method.toLowerCase()]?.responses[200].content['application/json'].schema.$ref;
  return shapes.get($ref?.split('/').at(-1) ?? '');
}

test('whatever is asked, by the document and against it, is answered or refused, and as the document has it', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(anyRequest(), async ({ operation, path: template, method, parameters, strange, accept, body }) => {
      const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
      const inQuery = operation.parameters.filter((each) => each.in === 'query' && each.name in parameters);
      const asked = Object.fromEntries(inQuery.map(({ name }) => [name, parameters[name]]));
      const answer = await ask(ports, '/', {
        ...{ method, path, body, headers: { accept } },
        parameters: { ...asked, ...strange },
      });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status).toBeLessThan(500);
      if (answer.headers['content-type']?.startsWith('text/csv')) return;
      const shape = answer.status === 200 ? shapeOf(template, method) : shapes.get('Problem');
      expect(shape?.safeParse(JSON.parse(answer.body))).toMatchObject({ success: true });
    }),
    { numRuns: 600 },
  );
  expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 404, 405, 406]));
  expect(statuses.get(200)).toBeGreaterThan(30);
});
