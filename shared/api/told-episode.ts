import type { Episode } from '../domain/episode.ts';
import { titleOf } from '../domain/message/text.ts';
import type { EpisodeShape } from './episode-answers.ts';

/** An episode as the API tells it: what concerns only whoever sends notifications is left out. */
export function toldEpisode(episode: Episode): EpisodeShape {
  const { outbox, version, evidence, quiet, lostLogs, ...told } = episode;
  return {
    ...told,
    title: titleOf(episode),
    codes: [...told.codes],
    scope: { ...told.scope },
    evidence: evidence ?? null,
    byVasid: [...told.byVasid],
    byCarrier: [...told.byCarrier],
    history: told.history.map((transition) => ({ ...transition, codes: [...transition.codes] })),
    quiet: quiet ?? null,
    lostLogs: lostLogs ?? null,
  };
}
