import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import type { Settings } from '#shared/config/settings.ts';
import { MINUTE_MS, startOf } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { UsageError } from '../../exit.ts';
import { type Progress, startProgress } from '../../terminal/progress.ts';
import { parseRange } from '../../time-range.ts';
import { sizeOfInputs } from '../sources/bytes.ts';
import { openStoreForReading } from '../store.ts';
import type { BacktestOptions } from './backtest-options.ts';
import { type Arrivals, arrivalsIn } from './read-counts.ts';
import { arrivalsInStore } from './read-rollups.ts';

/** Counted history, wherever it is kept, with a bar that moves as it is read. */
export interface History {
  readonly arrivals: AsyncIterable<Arrivals>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the history that the command line names: a file of counts, a local store, or the table of a deployment.
 * @throws UsageError where it names none, or several
 */
export async function openHistory(options: BacktestOptions, settings: Settings, nowMs: number): Promise<History> {
  const { counts, store, table } = options;
  if ([counts, store, table].filter((source) => source !== undefined).length !== 1)
    throw new UsageError('backtest reads one history; give --counts FILE, --store FOLDER or --table NAME');
  if (counts !== undefined) return openCounts(counts);
  if (table !== undefined) {
    if (options.from === undefined && options.since === undefined)
      throw new UsageError('--table needs the start of a range; give --from 2026-11-01 or --since 14d');
    const range = parseRange(options, { nowMs, whole: { fromMs: 0, toMs: nowMs } });
    return ofRollups(dynamoRollupStore({ client: dynamoClient(), tableName: table }), range, async () => {});
  }
  const kept = await openStoreForReading(store ?? '', settings);
  const range = parseRange(options, { nowMs, whole: await kept.wholeRange() });
  return ofRollups(kept.query.rollups, range, kept.close);
}

async function openCounts(input: string): Promise<History> {
  const read = { bytesRead: 0 };
  const progress = startProgress('judging', await sizeOfInputs([input]), 'bytes');
  return {
    arrivals: watched(arrivalsIn(input, read), progress, () => read.bytesRead),
    close: async () => progress.stop(),
  };
}

function ofRollups(
  rollups: Parameters<typeof arrivalsInStore>[0],
  { fromMs, toMs }: TimeRange,
  close: () => Promise<void>,
): History {
  const range = { fromMs: startOf('minute', fromMs), toMs };
  const progress = startProgress('judging', 100, 'percent');
  const share = ({ minute }: Arrivals) => (100 * (minute * MINUTE_MS - range.fromMs)) / (range.toMs - range.fromMs);
  return {
    arrivals: watched(arrivalsInStore(rollups, range), progress, share),
    async close() {
      progress.stop();
      await close();
    },
  };
}

async function* watched(
  arrivals: AsyncIterable<Arrivals>,
  progress: Progress,
  doneAt: (arrived: Arrivals) => number,
): AsyncGenerator<Arrivals> {
  for await (const arrived of arrivals) {
    yield arrived;
    progress.update(doneAt(arrived));
  }
}
