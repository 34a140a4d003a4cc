import { acknowledge as acknowledged } from '../domain/life.ts';
import { MOST_NAME_CHARACTERS, saidBy } from '../domain/said.ts';
import type { EpisodeStore } from '../ports.ts';
import { type ChangeOutcome, changeEpisode } from './change-episode.ts';

/** What acknowledge needs. */
export interface AcknowledgePorts {
  readonly episodes: Pick<EpisodeStore, 'find' | 'put'>;
}

/**
 * Somebody takes an episode on: others are told who, and are reminded no longer unless it gets worse. `unchanged` where it is over
 * or somebody has taken it on already, whom `acknowledgedBy` of the episode names.
 * @param who as people know them; what is not readable of it is left out
 */
export function acknowledge(
  episodeId: string,
  who: string,
  nowMs: number,
  { episodes }: AcknowledgePorts,
): Promise<ChangeOutcome> {
  const name = saidBy(who, MOST_NAME_CHARACTERS) || 'somebody';
  return changeEpisode(episodeId, (episode) => acknowledged(episode, name, nowMs), episodes);
}
