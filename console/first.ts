import { viewOf } from './address.ts';
import { askAhead } from './ahead.ts';
import { CATALOGUE_PATH, questionsOf } from './questions.ts';
import { toldNowMs } from './told.ts';

/** Asks what is looked at first while the page is still loading: this is small, and runs before it. */
const nowMs = toldNowMs();
const view = viewOf(location.pathname, location.search);
if (nowMs !== null && view.episode === null) {
  const { series, episodes } = questionsOf(view, nowMs);
  for (const path of [series, episodes, CATALOGUE_PATH]) askAhead(path);
}
