import { expect, test } from 'vitest';
import { toldEpisode } from '#shared/api/told-episode.ts';
import type { Episode } from '#shared/domain/episode.ts';
import { episodesText } from '../../cli/terminal/people.ts';
import { episode, NOON_MS } from '../builders.ts';
import { TELLING_EPISODES } from '../telling-episodes.ts';

const { insight } = TELLING_EPISODES['credentials-opened']?.episode ?? {};
const textOf = (changes: Partial<Episode>) =>
  episodesText({ episodes: [toldEpisode(episode({ insight, ...changes }))], silences: [] }, NOON_MS);

test('what goes on is told with its likely cause and what to do next', () => {
  expect(textOf({})).toMatch(
    /4 carriers\nlikely cause, a guess by the counts: .*\n {2}what next: .*docs\/causes\.md#/s,
  );
});

test('what is over is told in a line', () => {
  expect(textOf({ state: 'resolved', resolvedMs: NOON_MS })).not.toContain('likely cause');
});
