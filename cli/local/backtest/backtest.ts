import { watchOf } from '#shared/config/rules.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { backtestText, comparisonText, episodeLine } from '../../terminal/backtest.ts';
import { loadSettings } from '../settings.ts';
import type { BacktestOptions } from './backtest-options.ts';
import { compareEpisodes } from './compare.ts';
import { openHistory } from './source.ts';
import { lineOf } from './transition-line.ts';
import { startTrial } from './trial.ts';
import { summaryOf } from './trial-summary.ts';

/**
 * Runs what is watched over counted history with the clock of the data.
 * @throws InputError where a row cannot be used, UsageError where the command line names no history
 */
export async function backtest(options: BacktestOptions, nowMs: number, print: (line: string) => void): Promise<void> {
  const settings = await loadSettings(options.settings);
  const trial = startTrial(watchOf(settings));
  const other = options.against === undefined ? null : startTrial(watchOf(await loadSettings(options.against)));
  const history = await openHistory(options, settings, nowMs);
  let firstMinute: number | undefined;
  let lastMinute = 0;
  try {
    for await (const arrived of history.arrivals) {
      firstMinute ??= arrived.minute;
      lastMinute = arrived.minute;
      const changes = trial.step(arrived);
      other?.step(arrived);
      if (options.json && !other) for (const change of changes) print(JSON.stringify(lineOf(change)));
    }
  } finally {
    await history.close();
  }
  const range = { fromMs: (firstMinute ?? 0) * MINUTE_MS, toMs: (lastMinute + 1) * MINUTE_MS };
  const tried = { episodes: trial.episodes(), summary: summaryOf(trial.episodes(), range) };
  if (other) {
    const against = { episodes: other.episodes(), summary: summaryOf(other.episodes(), range) };
    const comparison = compareEpisodes(tried.episodes, against.episodes);
    const told = { now: tried.summary, other: against.summary, ...comparison };
    print(options.json ? JSON.stringify(told) : comparisonText(told));
  } else if (options.episodes) {
    for (const episode of tried.episodes) print(episodeLine(episode));
  } else if (!options.json) {
    print(backtestText(tried, range));
  }
}
