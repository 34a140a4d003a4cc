import { type EpisodeShape, EpisodesAnswer, type SilenceShape, SilencesAnswer } from '#shared/api/episode-answers.ts';
import type { PeopleApi } from './people-api.ts';

/** Episodes, and what people have silenced. */
export interface EpisodesNow {
  readonly episodes: readonly EpisodeShape[];
  readonly silences: readonly SilenceShape[];
}

/**
 * Episodes that go on, and the silences in force.
 * @param fromMs since when episodes that are over are asked for as well; null for none of them
 */
export async function episodesNow(api: PeopleApi, fromMs: number | null): Promise<EpisodesNow> {
  const asked: Record<string, string> = fromMs === null ? { state: 'open' } : { from: new Date(fromMs).toISOString() };
  const episodes: EpisodeShape[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const search = { ...asked, limit: '200', ...(cursor && { cursor }) };
    const page: EpisodesAnswer = await api({ method: 'GET', path: '/v1/episodes', search }, EpisodesAnswer);
    episodes.push(...page.rows);
    cursor = page.nextCursor;
  }
  const { rows: silences } = await api({ method: 'GET', path: '/v1/silences' }, SilencesAnswer);
  return { episodes, silences };
}
