import * as z from 'zod/mini';
import type { QueryPorts } from '../../pipeline/query.ts';
import { EpisodeAnswer } from '../episode-answers.ts';
import { EPISODE_ID, noSuchEpisode } from '../episode-id.ts';
import { readRoute } from '../route.ts';
import { toldEpisode } from '../told-episode.ts';

/** One episode in full. */
export const episode = readRoute({
  path: '/v1/episodes/{id}',
  summary: 'One episode in full: its history, who brought the increase, and the evidence',
  parameters: z.strictObject(EPISODE_ID),
  answer: { name: 'Episode', shape: EpisodeAnswer },
  async respond({ parameters: { id } }, { episodes }: QueryPorts) {
    const found = await episodes.find(id);
    if (!found) throw noSuchEpisode(id);
    return { episode: toldEpisode(found) };
  },
});
