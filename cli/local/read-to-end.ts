import { startProgress } from '../terminal/progress.ts';
import { type Run, take } from './run.ts';
import { readLogs } from './sources/read-logs.ts';

/**
 * Reads everything first and judges it then, minute by minute, so that the order of the files does not matter.
 * @param sizeBytes of all inputs; null where nobody knows
 * @returns what broke an input, or null; what was read before it is counted
 */
export async function readToEnd(run: Run, sizeBytes: number | null): Promise<unknown> {
  const failure = await readAll(run, sizeBytes);
  await judgeAll(run);
  return failure;
}

async function readAll(run: Run, sizeBytes: number | null): Promise<unknown> {
  const progress = startProgress('reading', sizeBytes, 'bytes');
  try {
    for await (const read of readLogs(run.inputs, Date.now)) {
      await take(run, read);
      progress.update(read.bytesRead);
    }
    return null;
  } catch (failure) {
    return failure;
  } finally {
    progress.stop();
  }
}

/** Rolling and judging take about as long as each other, so each has half the bar. */
async function judgeAll({ backlog, tally, screen }: Run): Promise<void> {
  const progress = startProgress('judging', 100, 'percent');
  screen.progress = progress;
  await backlog.settle(tally.range().toMs, {
    rolled: (hours, of) => progress.update((50 * hours) / of),
    judged: (minutes, of) => progress.update(50 + (50 * minutes) / of),
  });
  progress.stop();
}
