import { type Episode, isOngoing } from './episode.ts';
import { type Hush, quietingOf } from './hush.ts';
import { pass, transit } from './life.ts';

/**
 * What a minute does to the episodes that go on, whatever their rule: reminders, silences that come to their end, quiet that begins
 * or ends; and the end of those whose rule is watched no longer, which nothing else would end. Returns those that changed.
 * @param rules names of the rules that are watched
 */
export function tendEpisodes(
  episodes: readonly Episode[],
  { rules, ...hush }: Hush & { readonly rules: ReadonlySet<string> },
  nowMs: number,
): Episode[] {
  return episodes.filter(isOngoing).flatMap((episode) => {
    const isWithdrawn = episode.codes.length > 0 && !rules.has(episode.rule);
    if (isWithdrawn) return transit(episode, 'withdrawn', { nowMs }) ?? [];
    return pass(episode, quietingOf(episode, hush, nowMs), nowMs) ?? [];
  });
}
