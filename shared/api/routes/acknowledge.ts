import * as z from 'zod/mini';
import { acknowledge as takeOn } from '../../pipeline/acknowledge.ts';
import { AUTHOR, authorOf, type WritePorts } from '../author.ts';
import { AcknowledgedAnswer } from '../episode-answers.ts';
import { EPISODE_ID, noSuchEpisode } from '../episode-id.ts';
import { defineRoute } from '../route.ts';
import { toldEpisode } from '../told-episode.ts';

/** Somebody takes an episode on. */
export const acknowledge = defineRoute({
  method: 'POST',
  path: '/v1/episodes/{id}/acknowledge',
  summary: 'Takes an episode on: others are told who, and are reminded no longer unless it gets worse',
  parameters: z.strictObject(EPISODE_ID),
  body: z.strictObject(AUTHOR),
  answer: { name: 'Acknowledged', shape: AcknowledgedAnswer },
  async respond({ parameters: { id }, body, caller, nowMs }, ports: WritePorts) {
    const change = await takeOn(id, authorOf(body, caller), nowMs, ports);
    if (change.outcome === 'unknown') throw noSuchEpisode(id);
    return { outcome: change.outcome, episode: toldEpisode(change.episode) };
  },
});
