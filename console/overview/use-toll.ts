import { useContext } from 'preact/hooks';
import { SeriesAnswer } from '#shared/api/answers.ts';
import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { formatMinute, MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { NewsContext } from '../context.ts';
import { path } from '../questions.ts';
import { useAnswer } from '../use-answer.ts';
import { isOpen } from './verdict.ts';

/** How many of how many submits an episode has taken; one that goes on tells only what was known when it last changed, so it is counted anew. */
export function useToll(episode: EpisodeShape): { readonly errors: number; readonly messages: number } {
  const { nowMs } = useContext(NewsContext);
  const { answer } = useAnswer(
    SeriesAnswer,
    nowMs === null || episode.lostLogs || !isOpen(episode) ? null : questionOf(episode, nowMs),
  );
  if (answer === null) return episode;
  return { errors: answer.lines.reduce((sum, { total }) => sum + total, 0), messages: sumOf(answer.messages) };
}

function questionOf({ codes, scope, sinceMs }: EpisodeShape, nowMs: number): string {
  const range = { from: formatMinute(sinceMs), to: formatMinute(startOf('minute', nowMs - 1) + MINUTE_MS) };
  return path('/v1/series', { ...range, ...scope, code: codes.join(','), by: 'code' });
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}
