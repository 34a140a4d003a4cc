import type { Progress } from '../terminal/progress.ts';
import type { Backlog } from './backlog.ts';
import type { LocalPipeline } from './pipeline.ts';
import type { Tally } from './run-tally.ts';
import type { ReadBatch } from './sources/read-logs.ts';

/** What a run over logs is made of once it is open. */
export interface Run {
  readonly inputs: readonly string[];
  readonly pipeline: LocalPipeline;
  readonly backlog: Backlog;
  readonly tally: Tally;
  /** What stands at the foot of the terminal now. */
  readonly screen: { progress: Progress };
}

/** Ingests what was read and notes it for rolling and judging; a message still open goes back to the reader. */
export async function take({ pipeline, backlog, tally }: Run, read: ReadBatch): Promise<void> {
  const summary = await pipeline.ingest(read.batch, Date.now());
  read.carry(summary.openFrom);
  backlog.add(summary.touched);
  tally.add(summary);
}
