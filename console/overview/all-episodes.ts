import type { EpisodeShape, EpisodesAnswer } from '#shared/api/episode-answers.ts';

/** The episodes of a question, from all its pages: those that go on may stand on the last, since the oldest come first. */
export async function allEpisodes(
  question: string,
  askPage: (path: string) => Promise<EpisodesAnswer>,
): Promise<{ readonly rows: readonly EpisodeShape[] }> {
  const rows: EpisodeShape[] = [];
  for (let path: string | null = question; path !== null; ) {
    const page: EpisodesAnswer = await askPage(path);
    rows.push(...page.rows);
    path = page.nextCursor === null ? null : `${question}&${new URLSearchParams({ cursor: page.nextCursor })}`;
  }
  return { rows };
}
