import * as z from 'zod/mini';
import { Refusal } from './refusal.ts';

/** The name of an episode in a path. */
export const EPISODE_ID = {
  id: z
    .string()
    .check(
      z.regex(/^\d{4}-\d{2}-\d{2}-\d{4}-[a-z0-9]{1,16}$/, 'must name an episode as in 2026-11-23-1042-x7f3k9'),
      z.describe('name of the episode'),
    ),
};

/** Refuses an episode that there is not. */
export function noSuchEpisode(id: string): Refusal {
  return new Refusal(404, `there is no episode ${id}; /v1/episodes lists those there are`);
}
