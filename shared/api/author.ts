import * as z from 'zod/mini';
import { MOST_NAME_CHARACTERS, saidBy } from '../domain/said.ts';
import type { EpisodeStore, MarkerStore, SilenceStore } from '../ports.ts';
import { refuseParameter } from './refusal.ts';

/** What routes need that change something. */
export interface WritePorts {
  readonly episodes: Pick<EpisodeStore, 'find' | 'put' | 'listActive'>;
  readonly silences: SilenceStore;
  readonly markers: Pick<MarkerStore, 'put'>;
}

const A_NAME = `must be a name of 1-${MOST_NAME_CHARACTERS} characters`;

/** Who does something, where the doorway does not know. */
export const AUTHOR = {
  author: z
    .optional(z.string(A_NAME).check(z.minLength(1, A_NAME), z.maxLength(MOST_NAME_CHARACTERS, A_NAME)))
    .check(z.describe('who does it; whoever has signed the request, where it is signed, whatever stands here')),
};

/** Who does it: the last part of the caller's name, as `ada` of a role's session, else who is named. */
export function authorOf({ author }: { readonly author?: string | undefined }, caller: string | null): string {
  const named = saidBy(
    caller === null ? (author ?? '') : (caller.split(/[/:]/).at(-1) ?? caller),
    MOST_NAME_CHARACTERS,
  );
  if (named === '') throw refuseParameter('author', author ?? null, `${A_NAME} that can be read`);
  return named;
}
