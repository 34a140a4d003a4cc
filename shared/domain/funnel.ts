import { describeReportStatus } from './catalogue.ts';
import { parseOutcomeKey, SUCCESS } from './outcome.ts';

/** What became of the messages of a service or carrier, from submit to the handset. */
export interface FunnelRow {
  /** Null for what the log does not attribute, and for everything. */
  readonly value: string | null;
  readonly submitted: number;
  readonly accepted: number;
  /** Submitted and not accepted. */
  readonly refused: number;
  /** By their last delivery report. */
  readonly delivered: number;
  readonly failed: number;
  /** The operator could not tell. */
  readonly unknown: number;
  /**
   * Accepted, and no last report came yet; never below zero, since reports of earlier submits come as well. Null where reports
   * come that do not tell whose they are, so that nobody can say.
   */
  readonly pending: number | null;
}

/** The funnels of named values, and of what is not attributed to any. */
export function funnelRows(
  named: ReadonlyMap<string, ReadonlyMap<string, number>>,
  rest: ReadonlyMap<string, number>,
): FunnelRow[] {
  const unattributed = funnelRow(null, rest);
  const canTell = !hasReports(unattributed);
  const rows = [...named].map(([value, counts]) => funnelRow(value, counts));
  return [...rows.sort((a, b) => b.submitted - a.submitted), unattributed]
    .filter((row) => row.submitted > 0 || hasReports(row))
    .map((row) => (canTell ? row : { ...row, pending: null }));
}

/** Whether the end of any message was reported. */
export function hasReports({ delivered, failed, unknown }: FunnelRow): boolean {
  return delivered + failed + unknown > 0;
}

/** The funnel of counts; a report counts where it ends the story of a message, which others only prolong. */
export function funnelRow(value: string | null, counts: ReadonlyMap<string, number>): FunnelRow {
  let submitted = 0;
  let accepted = 0;
  const ended = { delivered: 0, failed: 0, unknown: 0 };
  for (const [key, count] of counts) {
    const { kind, outcome } = parseOutcomeKey(key);
    if (kind === 'submit') {
      submitted += count;
      if (outcome === SUCCESS) accepted += count;
    }
    if (kind !== 'delivery-report') continue;
    const group = describeReportStatus(outcome)?.group;
    if (group === 'delivered' || group === 'failed' || group === 'unknown') ended[group] += count;
  }
  const pending = Math.max(0, accepted - ended.delivered - ended.failed - ended.unknown);
  return { value, submitted, accepted, refused: submitted - accepted, ...ended, pending };
}
