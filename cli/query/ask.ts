import type * as z from 'zod/mini';
import { sha256 } from '#shared/adapters/sha256.ts';
import { answerRequest } from '#shared/api/answer.ts';
import { Problem } from '#shared/api/problem.ts';
import { READ_ROUTES, type ReadPorts } from '#shared/api/routes.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { UsageError } from '../exit.ts';

/** Forms of an answer. */
export type Form = 'application/json' | 'text/csv';

/** Asks the API wherever it is: gives the status and the body of a path with what stands after its question mark. */
export type Ask = (pathAndQuery: string, form: Form) => Promise<{ readonly status: number; readonly body: string }>;

/** Asks in this process, as the query URL would be asked. */
export function askOf(ports: ReadPorts): Ask {
  return (pathAndQuery, form) => {
    const { pathname, searchParams } = new URL(pathAndQuery, 'http://localhost');
    const parameters = Object.fromEntries(searchParams);
    const request = { method: 'GET', path: pathname, parameters, headers: { accept: form }, body: null, caller: null };
    return answerRequest(request, { nowMs: Date.now(), sha256 }, READ_ROUTES, ports);
  };
}

/**
 * The text of an answer.
 * @throws UsageError with what is wrong, in the API's words
 */
export async function textOf(ask: Ask, pathAndQuery: string, form: Form): Promise<string> {
  const { status, body } = await ask(pathAndQuery, form);
  if (status === 200) return body;
  throw new UsageError(wordsOf(body) ?? `${pathAndQuery} was answered with ${status} ${body.slice(0, 200)}`);
}

/** The answer in its shape. */
export async function answerOf<S extends z.ZodMiniType>(
  ask: Ask,
  pathAndQuery: string,
  shape: S,
): Promise<z.output<S>> {
  return parseSettings(shape, JSON.parse(await textOf(ask, pathAndQuery, 'application/json')), pathAndQuery);
}

function wordsOf(body: string): string | null {
  try {
    return Problem.parse(JSON.parse(body)).detail;
  } catch {
    return null; // something before the API has answered, as IAM does
  }
}
