import { type Episode, isOngoing } from '../domain/episode.ts';
import { pass, unsilence as unsilenced } from '../domain/life.ts';
import { MOST_NAME_CHARACTERS, saidBy } from '../domain/said.ts';
import { fits, isInForce, type Silence, type SilenceRequest, silenceOf, silenceOn } from '../domain/silence.ts';
import type { EpisodeStore, SilenceStore } from '../ports.ts';
import { changeEpisode } from './change-episode.ts';

/** What silence and unsilence need. */
export interface SilencePorts {
  readonly silences: SilenceStore;
  readonly episodes: Pick<EpisodeStore, 'find' | 'put' | 'listActive'>;
}

/** What became of a request for silence, or why it was refused, in words for whoever asked. */
export type SilenceOutcome =
  | { readonly refused: string }
  | {
      readonly silence: Silence;
      /** Those that go on and are hidden by it now. */
      readonly hidden: readonly Episode[];
    };

/**
 * Hides notifications of all episodes that fit, those that go on and those to come, until its end. It never hides an episode, and
 * what has grown beyond it is told. Whoever heard of an episode is told that it was silenced, by whom and why.
 */
export async function silence(request: SilenceRequest, nowMs: number, ports: SilencePorts): Promise<SilenceOutcome> {
  const { episodeId } = request.matcher;
  if (episodeId !== undefined) {
    const episode = await ports.episodes.find(episodeId);
    if (!episode) return { refused: `there is no episode ${episodeId.slice(0, 60)}` };
    if (!isOngoing(episode)) return { refused: `${episodeId} is over, so nothing is sent of it any more` };
  }
  const asked = silenceOf(request, nowMs);
  if ('refused' in asked) return asked;
  await ports.silences.put(asked);
  const hidden: Episode[] = [];
  for (const { id } of (await ports.episodes.listActive()).filter((episode) => isHiddenBy(asked, episode))) {
    const change = await changeEpisode(id, (now) => hide(now, asked, nowMs), ports.episodes);
    if (change.outcome !== 'unknown') hidden.push(change.episode);
  }
  return { silence: asked, hidden };
}

/**
 * Takes a silence away before its time, or all that hide an episode; what goes on is told again at once.
 * @param id that of a silence or of an episode
 * @returns the silences that were ended; none where none was in force
 */
export async function unsilence(id: string, who: string, nowMs: number, ports: SilencePorts): Promise<Silence[]> {
  const name = saidBy(who, MOST_NAME_CHARACTERS) || 'somebody';
  const all = (await ports.silences.list()).filter((each) => isInForce(each, nowMs));
  const episode = await ports.episodes.find(id);
  const ended = all.filter((each) => each.id === id || (episode !== null && fits(each, episode)));
  const endings = ended.map((each) => ({ ...each, untilMs: nowMs, endedBy: name }));
  for (const each of endings) await ports.silences.put(each);
  const left = all.filter((each) => !ended.includes(each));
  for (const { id: episodeId } of (await ports.episodes.listActive()).filter(({ quiet }) => quiet === 'silenced')) {
    const tellAgain = (now: Episode) =>
      now.quiet === 'silenced' && !silenceOn(now, left, nowMs) ? unsilenced(now, name, nowMs) : null;
    await changeEpisode(episodeId, tellAgain, ports.episodes);
  }
  return endings;
}

function isHiddenBy(asked: Silence, episode: Episode): boolean {
  return isOngoing(episode) && fits(asked, episode) && (episode.quiet === undefined || episode.quiet === 'silenced');
}

/** One that another silence hides for longer stays as it is. */
function hide(episode: Episode, asked: Silence, nowMs: number): Episode | null {
  if (!isHiddenBy(asked, episode)) return null;
  const longest = silenceOn(episode, [asked, ...(episode.silence ? [episode.silence] : [])], nowMs);
  return longest?.id === asked.id ? pass(episode, { quiet: 'silenced', silence: asked }, nowMs) : null;
}
