import * as z from 'zod/mini';
import { escalate } from '../../pipeline/escalate.ts';
import type { QueryPorts } from '../../pipeline/query.ts';
import type { SampleStore } from '../../ports.ts';
import { LetterAnswer } from '../episode-answers.ts';
import { EPISODE_ID, noSuchEpisode } from '../episode-id.ts';
import { readRoute } from '../route.ts';

/** What somebody else needs to know of an episode, in words. */
export const letter = readRoute({
  path: '/v1/episodes/{id}/letter',
  summary: 'The letter about an episode for the account manager, the provider or a carrier',
  parameters: z.strictObject(EPISODE_ID),
  answer: { name: 'Letter', shape: LetterAnswer },
  async respond({ parameters: { id }, nowMs }, ports: QueryPorts & { readonly samples: Pick<SampleStore, 'list'> }) {
    const written = await escalate(id, nowMs, ports);
    if (written === null) throw noSuchEpisode(id);
    return { letter: written };
  },
});
