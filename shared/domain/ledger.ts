import { MINUTE_MS } from './time.ts';

/** Stretch of time of one line of the ledger: the finest for which CloudWatch keeps its counts for two months. */
export const LEDGER_STEP_MS = 5 * MINUTE_MS;

/** What CloudWatch says of a log group in five minutes, by when events arrived. */
export interface Arrivals {
  readonly startMs: number;
  /** Events that the log group took in, and their part that the filter forwarded. */
  readonly incoming: number;
  readonly forwarded: number;
  /** Events that could not be delivered, for good or for now. */
  readonly failed: number;
  readonly throttled: number;
  /** Events that were delivered and refused, being too old or too far ahead. */
  readonly refused: number;
}

/** What was counted of a log group in five minutes, by when events say they happened. */
export interface Counted {
  readonly startMs: number;
  readonly seen: number;
  /** Events that gave a status. */
  readonly matched: number;
}

/** One line of the ledger. */
export interface LedgerRow extends Arrivals, Counted {
  /** Events that arrived and are not accounted for, here or in the lines around. */
  readonly missing: number;
}

/** Events may be counted in a line so long before the one in which they arrived, and one line after it where clocks differ. */
const LATE_LINES = 12;
const EARLY_LINES = 1;

/**
 * Holds what arrived against what was counted. The two go by different clocks, so that a line may have counted more than arrived
 * in it and another less: what is missing in one is looked for in the surplus of those around it, and only what nothing explains
 * is missing.
 * @param isFiltered whether a filter pattern forwards less than what comes in
 */
export function reckon(
  arrivals: readonly Arrivals[],
  counted: readonly Counted[],
  { isFiltered }: { readonly isFiltered: boolean },
): LedgerRow[] {
  const countedAt = new Map(counted.map((line) => [line.startMs, line]));
  const lines = arrivals.map((line) => {
    const { seen = 0, matched = 0 } = countedAt.get(line.startMs) ?? {};
    const due = isFiltered ? line.forwarded + line.failed : line.incoming;
    return { ...line, seen, matched, balance: seen + line.refused - due };
  });
  const surplus = lines.map(({ balance }) => Math.max(0, balance));
  return lines.map(({ balance, ...line }, at) => {
    let missing = Math.max(0, -balance);
    for (let from = Math.max(0, at - LATE_LINES); from <= at + EARLY_LINES && missing > 0; from++) {
      const found = Math.min(missing, surplus[from] ?? 0);
      surplus[from] = (surplus[from] ?? 0) - found;
      missing -= found;
    }
    return { ...line, missing };
  });
}

/** A stretch of the ledger in which events are missing. */
export interface Gap {
  readonly logGroup: string;
  /** Half-open. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly missing: number;
  /** All events that arrived in it. */
  readonly arrived: number;
}

/** From the first line that misses something to the end of the last; null where nothing is missing. */
export function gapOf(logGroup: string, rows: readonly LedgerRow[]): Gap | null {
  const short = rows.filter(({ missing }) => missing > 0);
  const [first, last] = [short[0], short.at(-1)];
  if (!first || !last) return null;
  const within = rows.filter(({ startMs }) => startMs >= first.startMs && startMs <= last.startMs);
  return {
    logGroup,
    fromMs: first.startMs,
    toMs: last.startMs + LEDGER_STEP_MS,
    missing: short.reduce((sum, { missing }) => sum + missing, 0),
    arrived: within.reduce((sum, { incoming, forwarded }) => sum + Math.max(incoming, forwarded), 0),
  };
}
