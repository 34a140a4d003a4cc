import { CANARY, type CanaryVerdict, canaryLine, judgeCanary } from '../domain/canary.ts';
import { dimensionOf } from '../domain/scope.ts';
import { HOUR_MS, MINUTE_MS, startOf } from '../domain/time.ts';
import type { CanaryStore, LogWriter, RollupStore } from '../ports.ts';

/** What the canary needs. */
export interface CanaryPorts {
  readonly lines: CanaryStore;
  readonly log: LogWriter;
}

/** Younger lines may still be on their way. */
const SETTLED_MS = 15 * MINUTE_MS;

/**
 * Writes the line of this minute. It is claimed before and noted after, so that it is written at most once however often this is
 * called, and judged only where it is known to have been written.
 */
export async function singCanary(nowMs: number, { lines, log }: CanaryPorts): Promise<void> {
  const minuteStartMs = startOf('minute', nowMs);
  if (!(await lines.claim(minuteStartMs))) return;
  await log.write(canaryLine(minuteStartMs), nowMs);
  await lines.noteWritten(minuteStartMs);
}

/** Holds the lines of the hour before the last quarter against what was counted of them. */
export async function hearCanary(
  nowMs: number,
  { lines, rollups }: { readonly lines: CanaryStore; readonly rollups: Pick<RollupStore, 'list'> },
): Promise<CanaryVerdict> {
  const toMs = startOf('minute', nowMs - SETTLED_MS);
  const range = { fromMs: toMs - HOUR_MS, toMs };
  const counts = new Map<number, number>();
  const dimension = dimensionOf({ vasid: CANARY, carrier: null });
  for (const rollup of await rollups.list({ dimension, step: 'minute', ...range })) {
    const times = [...rollup.counts.values()].reduce((sum, count) => sum + count, 0);
    counts.set(rollup.startMs, (counts.get(rollup.startMs) ?? 0) + times);
  }
  return judgeCanary(await lines.listWritten(range), counts);
}
