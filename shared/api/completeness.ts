import { settledUntil } from '../domain/report.ts';
import type { TimeRange } from '../pipeline/query.ts';

/** What an answer says of its range: whether all of it is counted, and up to where. */
export function completenessOf(
  { fromMs, toMs }: TimeRange,
  nowMs: number,
): { range: { fromMs: number; toMs: number }; complete: boolean; completeUntilMs: number } {
  const completeUntilMs = Math.max(fromMs, Math.min(toMs, settledUntil(nowMs)));
  return { range: { fromMs, toMs }, complete: completeUntilMs === toMs, completeUntilMs };
}
