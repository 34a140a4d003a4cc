import type { Episode } from '../episode.ts';
import { fewOf } from '../few.ts';
import { describeScope } from '../scope.ts';

/** Whom an episode is about: `carrier 31003`, `services svc-7 and svc-9`, `all services and carriers`. */
export function describeWhom(episode: Pick<Episode, 'scope' | 'insight' | 'byVasid' | 'byCarrier'>): string {
  const few = fewOf(episode);
  if (!few) return describeScope(episode.scope);
  return `${few.noun} ${few.values.slice(0, -1).join(', ')} and ${few.values.at(-1)}`;
}
