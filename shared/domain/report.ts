import type { Catalogue } from './catalogue.ts';
import type { Kind } from './model.ts';
import { ANY_OUTCOME, meaningOf, type OutcomeFilter, parseOutcomeKey, passes, SUCCESS } from './outcome.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, STEP_MS, type Step, startOf } from './time.ts';

/** One line of the table by code: how often an outcome stood in the logs, what it means and who must act. */
export interface OutcomeRow {
  readonly kind: Kind;
  /** Code, MMStatus or HTTP status as text; empty where it could not be read. */
  readonly outcome: string;
  readonly count: number;
  /** Part of all statuses of this kind, 0–1. */
  readonly share: number;
  /** The provider's words; empty where the catalogue has none. */
  readonly text: string;
  readonly family: string;
  readonly actor: string;
  readonly retry: string;
}

/** One line of a table by service or carrier. */
export interface BreakdownRow {
  /** Null for what the log did not attribute. */
  readonly value: string | null;
  readonly submits: number;
  readonly errors: number;
  /** Part of the submits that failed, 0–1. */
  readonly errorShare: number;
  /** The errors by code, the most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
}

/** What became of the events of a log group. */
export interface QualityRow {
  readonly logGroup: string;
  readonly seen: number;
  readonly matched: number;
  readonly ignored: number;
  readonly invalid: number;
  readonly truncated: number;
  readonly unattributed: number;
  /** Statuses with a code that the catalogue does not hold. */
  readonly unknownCode: number;
}

/** The table by code: submits first, the most frequent first within a kind; shares are those of the kind, whatever is filtered. */
export function outcomeRows(
  counts: ReadonlyMap<string, number>,
  kindsInOrder: readonly Kind[],
  catalogue: Catalogue,
  filter: OutcomeFilter = ANY_OUTCOME,
): OutcomeRow[] {
  const rows: OutcomeRow[] = [];
  for (const kind of kindsInOrder) {
    const ofKind = [...counts].filter(([key]) => parseOutcomeKey(key).kind === kind);
    const total = ofKind.reduce((sum, [, count]) => sum + count, 0);
    for (const [key, count] of ofKind.sort(mostFirst)) {
      const { outcome } = parseOutcomeKey(key);
      if (!passes(filter, { kind, outcome }, catalogue)) continue;
      rows.push({ kind, outcome, count, share: count / total, ...meaningOf({ kind, outcome }, catalogue) });
    }
  }
  return rows;
}

/** One line of a breakdown from the counts of one service or carrier; errors are those that pass the filter. */
export function breakdownRow(
  value: string | null,
  counts: ReadonlyMap<string, number>,
  passesFilter: (code: string) => boolean = () => true,
): BreakdownRow {
  const submits = [...counts].map(([key, count]) => ({ ...parseOutcomeKey(key), count }));
  const ofKind = submits.filter(({ kind }) => kind === 'submit');
  const total = ofKind.reduce((sum, { count }) => sum + count, 0);
  const codes = ofKind
    .filter(({ outcome }) => outcome !== SUCCESS && passesFilter(outcome))
    .map(({ outcome, count }) => ({ code: outcome, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const errors = codes.reduce((sum, { count }) => sum + count, 0);
  return { value, submits: total, errors, errorShare: total === 0 ? 0 : errors / total, codes };
}

/** What is left of the whole when the named values are taken away: counts that no service or carrier is known for. */
export function remainder(
  all: ReadonlyMap<string, number>,
  named: Iterable<ReadonlyMap<string, number>>,
): Map<string, number> {
  const rest = new Map(all);
  for (const counts of named) for (const [key, count] of counts) rest.set(key, (rest.get(key) ?? 0) - count);
  return new Map([...rest].filter(([, count]) => count > 0));
}

/** The quality of a log group from its rollup's counts. */
export function qualityRow(logGroup: string, counts: ReadonlyMap<string, number>): QualityRow {
  const of = (name: string) => counts.get(name) ?? 0;
  const told = of('matched') + of('truncated') + of('unattributed');
  return {
    logGroup,
    seen: of('seen'),
    matched: of('matched'),
    ignored: Math.max(0, of('seen') - told),
    invalid: of('invalid'),
    truncated: of('truncated'),
    unattributed: of('unattributed'),
    unknownCode: of('unknownCode'),
  };
}

/** Deliveries come within seconds, and are rolled within seconds more; what comes later is counted as well, and rare. */
const FILLING_MS = 2 * MINUTE_MS;

/** Up to here minutes are as good as complete; later ones are still filling. */
export function settledUntil(nowMs: number): number {
  return startOf('minute', nowMs - FILLING_MS);
}

/** A stretch of time to be read from the rollups of one step. */
export interface Stretch {
  readonly step: Step;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Covers a half-open range of whole minutes by days where it can, then hours, then minutes: exact, with the fewest items. */
export function coverRange(fromMs: number, toMs: number): Stretch[] {
  const from = startOf('minute', fromMs);
  const to = startOf('minute', toMs + MINUTE_MS - 1);
  return cover(from, to, ['day', 'hour', 'minute']);
}

function cover(fromMs: number, toMs: number, steps: readonly Step[]): Stretch[] {
  const [step, ...smaller] = steps;
  if (!step || fromMs >= toMs) return [];
  const firstMs = Math.ceil(fromMs / STEP_MS[step]) * STEP_MS[step];
  const lastMs = startOf(step, toMs);
  if (firstMs >= lastMs) return cover(fromMs, toMs, smaller);
  return [...cover(fromMs, firstMs, smaller), { step, fromMs: firstMs, toMs: lastMs }, ...cover(lastMs, toMs, smaller)];
}

/** The step by which a range is drawn: minutes up to six hours, hours up to ten days, then days. */
export function stepFor(fromMs: number, toMs: number): Step {
  if (toMs - fromMs <= 6 * HOUR_MS) return 'minute';
  return toMs - fromMs <= 10 * DAY_MS ? 'hour' : 'day';
}

function mostFirst([a, m]: readonly [string, number], [b, n]: readonly [string, number]): number {
  return n - m || (a < b ? -1 : 1);
}
