import type { Episode } from '../episode.ts';
import { percent } from '../insight/numbers.ts';
import { formatMinute, formatTimeOfDay, startOf } from '../time.ts';
import type { Fact } from './fact.ts';

/** How bad it is: failed of sent since when, and how many would have been usual. */
export function countedFact(episode: Episode): Fact {
  const { errors, messages, usualShare, evidence } = episode;
  const expected = numberOf(usualShare * messages);
  const usual = evidence ? `; up to ${percent(evidence.plausibleShare)} is usual` : '';
  const quietMinutes = minutesWithoutErrors(episode);
  const quiet = quietMinutes < TELLING_MINUTES ? '' : `; none in the last ${quietMinutes} min`;
  const text = `${failedOf({ errors, messages })} ${sinceOf(episode)}, expected ${expected}${usual}${quiet}`;
  return { label: 'How bad', text };
}

/** `41 of 380 submits failed (11 %)`. */
export function failedOf({ errors, messages }: Pick<Episode, 'errors' | 'messages'>): string {
  const share = messages === 0 ? '' : ` (${percent(errors / messages)})`;
  return `${numberOf(errors)} of ${numberOf(messages)} submits failed${share}`;
}

/** `since 10:42 UTC`; with the day where that is not today's for who reads it. */
export function sinceOf({ sinceMs, openedMs, history }: Pick<Episode, 'sinceMs' | 'openedMs' | 'history'>): string {
  const toldMs = history.at(-1)?.atMs ?? openedMs;
  const isToday = startOf('day', sinceMs) === startOf('day', toldMs);
  return isToday ? `since ${formatTimeOfDay(sinceMs)} UTC` : `since ${formatMinute(sinceMs)}`;
}

/** `1,862`. */
export function numberOf(count: number): string {
  return Math.round(count).toLocaleString('en');
}

/** From so many minutes on it is worth saying that nothing fails any more. */
export const TELLING_MINUTES = 3;

/** How many minutes ago the last error was; 0 where nothing is known. */
export function minutesWithoutErrors({ insight }: Pick<Episode, 'insight'>): number {
  if (!insight) return 0;
  const { errors } = insight.recent;
  return errors.length - 1 - errors.findLastIndex((count) => count > 0);
}
