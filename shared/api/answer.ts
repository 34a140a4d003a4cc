import { csvOf } from '../domain/csv.ts';
import { openApiDocument } from './openapi.ts';
import { problemOf, type REFUSALS, Refusal } from './refusal.ts';
import type { ApiRequest, Route } from './route.ts';

/** An answer for any server to give. */
export interface ApiAnswer {
  readonly status: 200 | 304 | keyof typeof REFUSALS;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where nothing has changed. */
  readonly body: string;
}

/** What answering needs beside what routes need. */
export interface AnswerContext {
  readonly nowMs: number;
  /** SHA-256 of a text in hexadecimal digits, for entity tags. */
  readonly sha256: (text: string) => string;
}

/** Where the API describes itself. */
export const OPENAPI_PATH = '/v1/openapi.json';

/** Answers a request: says what is wrong with one that cannot be answered, throws where reading or writing fails. */
export async function answerRequest<Ports>(
  request: ApiRequest,
  { nowMs, sha256 }: AnswerContext,
  routes: readonly Route<Ports>[],
  ports: Ports,
): Promise<ApiAnswer> {
  try {
    const { type, body } = await contentOf(request, nowMs, routes, ports);
    const tag = `"${sha256(`${type}\n${body}`).slice(0, 32)}"`;
    const headers = { etag: tag, 'cache-control': 'private, no-cache', vary: 'accept' };
    if (request.method === 'GET' && isUnchanged(request, tag)) return { status: 304, headers, body: '' };
    return { status: 200, headers: { ...headers, 'content-type': type }, body };
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

/** What is answered where answering failed; why stands in the log of the doorway and is not for whoever asked. */
export function failedAnswer(): ApiAnswer {
  return refused(new Refusal(500, 'the question could not be answered; ask again, and see the log of the function'));
}

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv; charset=utf-8';

async function contentOf<Ports>(
  request: ApiRequest,
  nowMs: number,
  routes: readonly Route<Ports>[],
  ports: Ports,
): Promise<{ type: string; body: string }> {
  if (request.path === OPENAPI_PATH && request.method === 'GET')
    return { type: JSON_TYPE, body: JSON.stringify(openApiDocument(routes)) };
  const { route, named } = routeFor(request, routes);
  const wantsCsv = choosesCsv(request.headers.accept, route);
  const parameters = { ...request.parameters, ...named };
  const reply = await route.reply({ ...request, parameters }, { nowMs, caller: request.caller }, ports);
  return wantsCsv && reply.csv
    ? { type: CSV_TYPE, body: csvOf(reply.csv()) }
    : { type: JSON_TYPE, body: JSON.stringify(reply.body) };
}

/** The route of a request and what its path names. */
function routeFor<Ports>(
  { method, path }: ApiRequest,
  routes: readonly Route<Ports>[],
): { route: Route<Ports>; named: Readonly<Record<string, string>> } {
  const onPath = routes.map((route) => ({ route, named: namedIn(route.path, path) }));
  const found = onPath.flatMap(({ route, named }) => (named ? [{ route, named }] : []));
  const fits = found.find(({ route }) => route.method === method);
  if (fits) return fits;
  const told = path.slice(0, 80);
  if (found.length === 0) {
    const paths = [...new Set(routes.map((route) => route.path))].join(', ');
    throw new Refusal(404, `there is no ${told}; there are ${paths} and ${OPENAPI_PATH}`);
  }
  const methods = found.map(({ route }) => route.method).join(' and ');
  throw new Refusal(405, `${told} is asked with ${methods}, got ${method.slice(0, 20)}`);
}

/** What a path names for `{name}` in a template; null where it is another path. */
function namedIn(template: string, path: string): Record<string, string> | null {
  const parts = path.split('/');
  const wanted = template.split('/');
  if (parts.length !== wanted.length) return null;
  const named: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const given = parts[at] ?? '';
    if (part.startsWith('{')) named[part.slice(1, -1)] = given;
    else if (part !== given) return null;
  }
  return named;
}

/** Whether CSV is wanted more than JSON (RFC 9110, section 12.5.1); neither is refused. */
function choosesCsv<Ports>(accept: string | undefined, { hasCsv, path }: Route<Ports>): boolean {
  const json = weightOf(accept ?? '*/*', ['application/json', 'application/*', '*/*']);
  const csv = hasCsv ? weightOf(accept ?? '*/*', ['text/csv', 'text/*', '*/*']) : 0;
  if (json === 0 && csv === 0) {
    const types = hasCsv ? 'application/json or text/csv' : 'application/json';
    throw new Refusal(406, `${path} answers ${types}, got accept ${(accept ?? '').slice(0, 80)}`);
  }
  return csv > json;
}

/** Weight of a type by the most telling range that an Accept header names for it, 0–1; `types` stand from telling to general. */
function weightOf(accept: string, types: readonly string[]): number {
  const ranges = new Map(
    accept.split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return [type, weight === undefined ? 1 : Number(weight.slice(2)) || 0];
    }),
  );
  const named = types.find((type) => ranges.has(type));
  return named === undefined ? 0 : (ranges.get(named) ?? 0);
}

function isUnchanged({ headers }: ApiRequest, tag: string): boolean {
  const known = (headers['if-none-match'] ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

function refused({ status, message, errors }: Refusal): ApiAnswer {
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(problemOf(status, message, errors)) };
}
