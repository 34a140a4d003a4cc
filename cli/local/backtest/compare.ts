import type { Episode } from '#shared/domain/episode.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { areAlike } from './trial-summary.ts';

/** What other settings would have said of the same counts. */
export interface Comparison {
  readonly gained: readonly Episode[];
  readonly lost: readonly Episode[];
  readonly earlier: readonly Moved[];
  readonly later: readonly Moved[];
}

/** An episode that both say, at other times. */
export interface Moved {
  readonly episode: Episode;
  /** Minutes between the two openings. */
  readonly byMinutes: number;
}

/** Holds the episodes of one trial against those of another: two are the same incident where they are about the same at the same time. */
export function compareEpisodes(now: readonly Episode[], other: readonly Episode[]): Comparison {
  const lost = new Set(now);
  const gained: Episode[] = [];
  const earlier: Moved[] = [];
  const later: Moved[] = [];
  for (const episode of other) {
    const same = [...lost].find((known) => areAlike(known, episode) && overlapInTime(known, episode));
    if (!same) {
      gained.push(episode);
      continue;
    }
    lost.delete(same);
    const byMinutes = Math.round(Math.abs(episode.openedMs - same.openedMs) / MINUTE_MS);
    if (episode.openedMs < same.openedMs) earlier.push({ episode, byMinutes });
    if (episode.openedMs > same.openedMs) later.push({ episode, byMinutes });
  }
  return { gained, lost: [...lost], earlier, later };
}

function overlapInTime(one: Episode, other: Episode): boolean {
  const endOf = ({ resolvedMs }: Episode) => resolvedMs ?? Number.POSITIVE_INFINITY;
  return one.sinceMs < endOf(other) && other.sinceMs < endOf(one);
}
