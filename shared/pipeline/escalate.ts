import type { Catalogue } from '../domain/catalogue.ts';
import { escalationLetter } from '../domain/escalation.ts';
import { DAY_MS, MINUTE_MS } from '../domain/time.ts';
import type { EpisodeStore, SampleStore } from '../ports.ts';

/** What escalate needs; all of it is read only. */
export interface EscalatePorts {
  readonly episodes: Pick<EpisodeStore, 'find'>;
  readonly samples: Pick<SampleStore, 'list'>;
  readonly catalogue: Catalogue;
}

/** Samples are kept no longer. */
const KEPT_MS = 7 * DAY_MS;

/** The letter about an episode for whoever can end it; null where there is no such episode. */
export async function escalate(episodeId: string, nowMs: number, ports: EscalatePorts): Promise<string | null> {
  const episode = await ports.episodes.find(episodeId);
  if (!episode) return null;
  const range = {
    fromMs: Math.max(episode.sinceMs, nowMs - KEPT_MS),
    toMs: (episode.resolvedMs ?? nowMs) + MINUTE_MS,
  };
  const samples =
    range.fromMs < range.toMs ? await Promise.all(episode.codes.map((code) => ports.samples.list(code, range))) : [];
  return escalationLetter(episode, { samples: samples.flat(), catalogue: ports.catalogue, nowMs });
}
