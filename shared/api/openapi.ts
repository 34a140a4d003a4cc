import * as z from 'zod/mini';
import { Problem } from './problem.ts';
import type { Route } from './route.ts';

/** The API as an OpenAPI 3.1 document, made from the schemas by which requests are parsed and answers are typed. */
export function openApiDocument<Ports>(routes: readonly Route<Ports>[]): object {
  const paths = new Map<string, Record<string, object>>();
  for (const route of routes) {
    const operations = paths.get(route.path) ?? {};
    operations[route.method.toLowerCase()] = operationOf(route);
    paths.set(route.path, operations);
  }
  const shapes = new Map(routes.map(({ answer }) => [answer.name, schemaOf(answer.shape, 'output')]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'mm7watch',
      version: '1',
      description: 'Exact counts of MM7 status codes, and the episodes in which they spiked.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ iam: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { iam: IAM },
      schemas: { ...Object.fromEntries(shapes), Problem: schemaOf(Problem, 'output') },
    },
  };
}

/** How requests are signed where it is deployed; a server on one's own machine asks for no signature. */
const IAM = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  description: 'AWS Signature Version 4 for the service lambda',
};

function operationOf<Ports>(route: Route<Ports>): object {
  const answer = { 'application/json': { schema: { $ref: `#/components/schemas/${route.answer.name}` } } };
  const csv = route.hasCsv ? { 'text/csv': { schema: { type: 'string' } } } : {};
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: {
      200: { description: 'The answer.', content: { ...answer, ...csv } },
      ...(route.method === 'GET'
        ? { 304: { description: 'Nothing has changed since the entity tag that was sent.' } }
        : {}),
      '4XX': { description: 'Why it cannot be answered (RFC 9457).', content: problem },
      '5XX': { description: 'It could not be answered; ask again.', content: problem },
    },
  };
}

/** `getEpisodesId` of GET `/v1/episodes/{id}`. */
function operationIdOf<Ports>({ method, path }: Route<Ports>): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '' && word !== 'v');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parametersOf<Ports>({ parameters, path }: Route<Ports>): object[] {
  return Object.entries(parameters.shape).map(([name, schema]) => {
    const isInPath = path.includes(`{${name}}`);
    const { description, ...shape } = schemaOf(schema, 'input');
    const isRequired = isInPath || !z.safeParse(schema, undefined).success;
    return { name, in: isInPath ? 'path' : 'query', required: isRequired, description, schema: shape };
  });
}

function bodyOf<Ports>({ method, body }: Route<Ports>): object {
  if (method === 'GET' || Object.keys(body.shape).length === 0) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } };
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema, ...shape } = z.toJSONSchema(schema, { io });
  return shape;
}
