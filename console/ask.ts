import * as z from 'zod/mini';
import { Problem } from '#shared/api/problem.ts';
import { JSON_PLEASE, takeAhead } from './ahead.ts';

/** Why an answer did not come, in words for whoever looks at the page. */
export class AskError extends Error {
  override readonly name = 'AskError';
}

const TOKEN_HEADER = 'x-mm7watch-token';
const TOKEN_NAME = 'mm7watch-token';

let unanswered = 0;

/** How many questions are still without an answer. */
export function questionsUnanswered(): number {
  return unanswered;
}

/**
 * Asks the API.
 * @throws AskError where it cannot be asked, refuses, or answers in another shape
 */
export async function ask<Shape extends z.ZodMiniType>(
  shape: Shape,
  path: string,
  change?: { readonly method: 'POST' | 'DELETE'; readonly body?: object },
): Promise<z.output<Shape>> {
  const body = await (change ? bodyOf(path, change) : shared(path));
  const answer = shape.safeParse(body);
  if (answer.success) return answer.data;
  throw new AskError(
    `${path.split('?')[0]} answers in another shape than this page knows; both must be of one version`,
    {
      cause: answer.error,
    },
  );
}

/** Questions under way, by path: parts of the page that ask the same have one answer. */
const underWay = new Map<string, Promise<unknown>>();

function shared(path: string): Promise<unknown> {
  const body = underWay.get(path) ?? bodyOf(path).finally(() => underWay.delete(path));
  underWay.set(path, body);
  return body;
}

async function bodyOf(path: string, change?: Parameters<typeof ask>[2]): Promise<unknown> {
  unanswered += 1;
  try {
    const answered = (change ? undefined : takeAhead(path)) ?? fetch(path, requestFor(change));
    const response = await answered.catch((cause: unknown) => {
      throw new AskError('mm7watch does not answer on this machine; is it still running?', { cause });
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new AskError(refusalIn(body) ?? `${path} was answered with ${response.status}`);
    return body;
  } finally {
    unanswered -= 1;
  }
}

function requestFor(change: Parameters<typeof ask>[2]): RequestInit {
  if (!change) return { headers: JSON_PLEASE };
  const headers = { 'content-type': 'application/json', [TOKEN_HEADER]: sessionStorage.getItem(TOKEN_NAME) ?? '' };
  return { method: change.method, headers, body: change.body ? JSON.stringify(change.body) : null };
}

const Refused = z.object({ error: z.string() });

function refusalIn(body: unknown): string | null {
  const problem = Problem.safeParse(body);
  if (problem.success) return problem.data.detail;
  const refused = Refused.safeParse(body);
  return refused.success ? refused.data.error : null;
}

/** Keeps the token that stands behind the `#` of the address it was opened with, and takes it out of sight. */
export function keepToken(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  sessionStorage.setItem(TOKEN_NAME, token);
  history.replaceState(null, '', location.pathname + location.search);
}

/** Whether this page may change things: it was opened with the address that mm7watch printed. */
export function mayChange(): boolean {
  return sessionStorage.getItem(TOKEN_NAME) !== null;
}
