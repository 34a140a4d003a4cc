import * as z from 'zod/mini';
import type { Episode } from '../../domain/episode.ts';
import type { QueryPorts } from '../../pipeline/query.ts';
import { EpisodeAnswer } from '../episode-answers.ts';
import { Refusal } from '../refusal.ts';
import { readRoute } from '../route.ts';
import { toldEpisode } from '../told-episode.ts';

/** The name of an episode in a path. */
export const EPISODE_ID = {
  id: z
    .string()
    .check(
      z.regex(/^\d{4}-\d{2}-\d{2}-\d{4}-[a-z0-9]{1,16}$/, 'must name an episode as in 2026-11-23-1042-x7f3k9'),
      z.describe('name of the episode'),
    ),
};

/** One episode in full. */
export const episode = readRoute({
  path: '/v1/episodes/{id}',
  summary: 'One episode in full: its history, who brought the increase, and the evidence',
  parameters: z.strictObject(EPISODE_ID),
  answer: { name: 'Episode', shape: EpisodeAnswer },
  async respond({ parameters }, { episodes }: QueryPorts) {
    return { episode: toldEpisode(await findEpisode(parameters.id, episodes)) };
  },
});

/** @throws Refusal where there is none of that name */
export async function findEpisode(id: string, episodes: Pick<QueryPorts['episodes'], 'find'>): Promise<Episode> {
  const found = await episodes.find(id);
  if (!found) throw new Refusal(404, `there is no episode ${id}; /v1/episodes lists those there are`);
  return found;
}
