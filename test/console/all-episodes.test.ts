import { expect, test } from 'vitest';
import { toldEpisode } from '#shared/api/told-episode.ts';
import { allEpisodes } from '../../console/overview/all-episodes.ts';
import { episode, NOON_MS } from '../builders.ts';

const NOTHING = { range: { fromMs: 0, toMs: 0 }, rows: [], nextCursor: null };

test('episodes are asked for page by page, so that one that goes on is there wherever it stands', async () => {
  const range = { fromMs: NOON_MS, toMs: NOON_MS + 60_000 };
  const pages = new Map([
    ['/v1/episodes?limit=200', { range, rows: [toldEpisode(episode({ id: 'first' }))], nextCursor: 'a+b' }],
    ['/v1/episodes?limit=200&cursor=a%2Bb', { range, rows: [toldEpisode(episode({ id: 'last' }))], nextCursor: null }],
  ]);
  const { rows } = await allEpisodes('/v1/episodes?limit=200', async (path) => pages.get(path) ?? NOTHING);
  expect(rows.map(({ id }) => id)).toEqual(['first', 'last']);
});
