import type { Episode } from '../domain/episode.ts';
import type { EpisodeStore } from '../ports.ts';

/** What became of a change that somebody asked for: there is no such episode, it does not happen in its state, or it is done. */
export type ChangeOutcome =
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'unchanged' | 'changed'; readonly episode: Episode };

const MOST_ATTEMPTS = 8;

/**
 * Changes an episode for somebody, while detection may be changing it as well: made anew from what stands there until it is stored.
 * @param change gives the episode as it becomes, null where the change does not happen in its state
 * @throws where it could not be stored, and was not
 */
export async function changeEpisode(
  id: string,
  change: (episode: Episode) => Episode | null,
  episodes: Pick<EpisodeStore, 'find' | 'put'>,
): Promise<ChangeOutcome> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const episode = await episodes.find(id);
    if (!episode) return { outcome: 'unknown' };
    const changed = change(episode);
    if (!changed) return { outcome: 'unchanged', episode };
    if ((await episodes.put(changed)) === 'written') return { outcome: 'changed', episode: changed };
  }
  throw new Error(`episode ${id} was changed by others ${MOST_ATTEMPTS} times in a row; try again`);
}
