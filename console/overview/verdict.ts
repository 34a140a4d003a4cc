import type { EpisodeShape } from '#shared/api/episode-answers.ts';

/** The first thing the page says: whether anything is wrong. */
export type Verdict =
  | { readonly kind: 'trouble'; readonly open: readonly EpisodeShape[] }
  | { readonly kind: 'well'; readonly ended: number }
  /** No message was counted, which is not the same as well. */
  | { readonly kind: 'silent' };

/** Judges by what is open and told to people; the gravest first, and of those the one that fails most. */
export function verdictOf(episodes: readonly EpisodeShape[], messages: number): Verdict {
  const told = episodes.filter(isTold);
  const open = told.filter(isOpen).sort(byWeight);
  if (open.length > 0) return { kind: 'trouble', open };
  return messages === 0 ? { kind: 'silent' } : { kind: 'well', ended: told.length };
}

/** Whether it is one that people are told of; a silence hides messages and not the incident. */
export function isTold({ quiet }: EpisodeShape): boolean {
  return quiet === null || quiet === 'silenced';
}

/** Whether it goes on, taken on by somebody or not. */
export function isOpen({ state }: EpisodeShape): boolean {
  return state !== 'resolved';
}

function byWeight(one: EpisodeShape, other: EpisodeShape): number {
  if (one.severity !== other.severity) return one.severity === 'critical' ? -1 : 1;
  return other.errors - one.errors || one.sinceMs - other.sinceMs;
}
