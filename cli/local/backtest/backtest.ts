import { DEFAULT_RULES } from '#shared/domain/detect/rule.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import { startProgress } from '../../terminal/progress.ts';
import { loadSettings } from '../settings.ts';
import { sizeOfInputs } from '../sources/bytes.ts';
import type { BacktestOptions } from './backtest-options.ts';
import { startJudge } from './judge.ts';
import { arrivalsIn } from './read-counts.ts';
import { lineOf, type TransitionLine } from './transition-line.ts';

/**
 * Runs the detectors over counted history with the clock of the data.
 * @throws InputError where a row cannot be used
 */
export async function backtest(options: BacktestOptions, tell: (line: TransitionLine) => void): Promise<void> {
  await loadSettings(options.settings);
  const rules = DEFAULT_RULES;
  const judge = startJudge(watchedCodes(rules));
  const read = { bytesRead: 0 };
  const progress = startProgress('judging', await sizeOfInputs([options.counts]), 'bytes');
  try {
    for await (const arrivals of arrivalsIn(options.counts, read)) {
      for (const transition of judge.step(arrivals)) {
        for (const { name, codes } of rules) if (codes.includes(transition.code)) tell(lineOf(transition, name));
      }
      progress.update(read.bytesRead);
    }
  } finally {
    progress.stop();
  }
}
