import { signalOf } from '../domain/detect/signal.ts';
import type { Episode } from '../domain/episode.ts';
import { CAUSE_TEXTS } from '../domain/message/cause-text.ts';
import { titleOf } from '../domain/message/title.ts';
import type { Silence } from '../domain/silence.ts';
import type { EpisodeShape, SilenceShape } from './episode-answers.ts';

/**
 * An episode as the API tells it: what concerns only whoever sends notifications is left out, what is not known is null. What is no
 * code is told by its name, as a signal.
 */
export function toldEpisode(episode: Episode): EpisodeShape {
  const { outbox, version, toldMs, insight, ...told } = episode;
  return {
    ...told,
    title: titleOf(episode),
    codes: statusCodesIn(told.codes),
    signals: told.codes.map(signalOf).filter((signal) => signal !== null),
    acknowledgedBy: told.acknowledgedBy ?? null,
    evidence: told.evidence ?? null,
    byVasid: [...told.byVasid],
    byCarrier: [...told.byCarrier],
    causes: (insight?.causes ?? []).map(({ name, evidence }) => ({ name, evidence, ...CAUSE_TEXTS[name] })),
    logGroups: [...(told.logGroups ?? [])],
    markers: [...(told.markers ?? [])],
    summary: told.summary ?? null,
    history: told.history.map(({ codes, who = null, ...transition }) => ({
      ...transition,
      codes: statusCodesIn(codes),
      who,
    })),
    quiet: told.quiet ?? null,
    silence: told.silence ? toldSilence(told.silence) : null,
    absorbedBy: told.absorbedBy ?? null,
    lostLogs: told.lostLogs ?? null,
  };
}

/** Which episode it is, and what broke. */
export function toldInShort(episode: Episode): { id: string; title: string } {
  return { id: episode.id, title: titleOf(episode) };
}

function statusCodesIn(codes: readonly number[]): number[] {
  return codes.filter((code) => signalOf(code) === null);
}

/** A silence as the API tells it. */
export function toldSilence({ matcher, endedBy, ...silence }: Silence): SilenceShape {
  const { episodeId = null, rule = null, code = null, vasid = null, carrier = null } = matcher;
  return { ...silence, matcher: { episodeId, rule, code, vasid, carrier }, endedBy: endedBy ?? null };
}
