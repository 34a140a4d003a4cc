import * as z from 'zod/mini';
import { parseSettings } from '#shared/config/parse.ts';
import { type Api, localApi } from '../console/api.ts';
import { UsageError } from '../exit.ts';
import { nameOfUser } from '../user-name.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What people ask of the API, or do over it. */
export interface PeopleRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/**
 * The answer in its shape.
 * @throws UsageError in the words of the API where it refuses
 */
export type PeopleApi = <S extends z.ZodMiniType>(request: PeopleRequest, shape: S) => Promise<z.output<S>>;

/**
 * Opens the API over a deployed stack, a table or a store, does something with it, and closes it. A stack knows who acts by their
 * credentials; elsewhere it is whom `as` names, else the user of this machine.
 * @throws UsageError where not one of the three is named, or it cannot be opened
 */
export async function withPeopleApi<T>(where: Whereabouts, work: (api: PeopleApi) => Promise<T>): Promise<T> {
  const { stack, table, store } = where;
  if ([stack, table, store].filter((place) => place !== undefined).length !== 1)
    throw new UsageError('this is told one place; give --stack NAME, --table NAME or --store FOLDER');
  if (stack !== undefined) return work(peopleApi(await deployed({ ...where, stack }), null));
  const { openKept } = await import('../local/kept.ts');
  const { loadSettings } = await import('../local/settings.ts');
  const kept = await openKept({ store, table }, await loadSettings(where.settings));
  try {
    return await work(peopleApi(localApi(kept.query, Date.now, null), where.as ?? nameOfUser()));
  } finally {
    await kept.close();
  }
}

async function deployed(where: Whereabouts & { readonly stack: string }): Promise<Api> {
  if (where.as !== undefined)
    throw new UsageError('--as cannot stand beside --stack: who acts is the one whose credentials sign it');
  const { openStack } = await import('../aws/stack.ts');
  const { deployedApi } = await import('../console/deployed-api.ts');
  return deployedApi(await openStack(where));
}

/** @param author who acts, where the API is to be told; what has no body says it in its path */
function peopleApi(api: Api, author: string | null): PeopleApi {
  const named: Record<string, string> = author === null ? {} : { author };
  return async ({ method, path, search = {}, body }, shape) => {
    const reply = await api({
      ...{ method, path },
      search: new URLSearchParams(method === 'DELETE' ? { ...search, ...named } : search),
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body ? JSON.stringify({ ...body, ...named }) : null,
    });
    if (reply.status !== 200)
      throw new UsageError(refusalIn(reply.body) ?? `${path} was answered with ${reply.status}`);
    return parseSettings(shape, JSON.parse(reply.body), path);
  };
}

/** Why the API refuses, as problem details say it, or what stands before it. */
function refusalIn(body: string): string | null {
  try {
    const { detail, error } = Refused.parse(JSON.parse(body));
    return (detail ?? error)?.replace(LISTED_AT, 'mm7watch episodes lists') ?? null;
  } catch {
    return null; // no JSON, as of a gateway on the way
  }
}

/** Where the API tells programs to look, and people have a command. */
const LISTED_AT = /\/v1\/(?:episodes|silences) lists/;
const Refused = z.object({ detail: z.optional(z.string()), error: z.optional(z.string()) });
