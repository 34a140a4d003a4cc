import { questionsUnanswered } from './ask.ts';
import { toldNowMs } from './told.ts';

/** How the page hears of news: `waiting` for the first word, `live`, `ended` after a run, `lost` while nobody answers. */
export type Connection = 'waiting' | 'live' | 'ended' | 'lost';

/** What the page is told as things happen. */
export interface News {
  readonly connection: Connection;
  /** The end of what is counted; null before the first word. */
  readonly nowMs: number | null;
}

/** Two looks at the same picture are at least so far apart: a simulated minute passes three times a second. */
const PAUSE_MS = 1_000;

/** What was told with the page itself. */
export function firstNews(): News {
  const nowMs = toldNowMs();
  return { connection: nowMs === null ? 'waiting' : 'live', nowMs };
}

/**
 * Listens, and tells at most once a second: a word that comes while questions are still without an answer waits for them, so
 * that a slow deployment is never asked faster than it answers.
 * @returns what ends it
 */
export function listen(tell: (news: News) => void): () => void {
  const source = new EventSource('/live');
  let news = firstNews();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const pass = () => {
    waiting = undefined;
    if (questionsUnanswered() > 0 || document.hidden) hold();
    else tell(news);
  };
  const hold = () => {
    waiting ??= setTimeout(pass, PAUSE_MS);
  };
  const hear = (heard: Partial<News>, isUrgent: boolean) => {
    news = { ...news, ...heard };
    if (isUrgent) tell(news);
    else hold();
  };
  source.addEventListener('now', ({ data }) => hear({ connection: 'live', nowMs: Number(data) }, news.nowMs === null));
  source.addEventListener('ended', () => hear({ connection: 'ended' }, false));
  source.addEventListener('error', () => {
    if (news.connection !== 'ended') hear({ connection: 'lost' }, true);
  });
  return () => {
    clearTimeout(waiting);
    source.close();
  };
}
