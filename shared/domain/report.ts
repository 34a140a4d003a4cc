import { type Catalogue, describeCode, describeReportStatus } from './catalogue.ts';
import type { Kind } from './model.ts';
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
  /** The most frequent error codes, at most three. */
  readonly topCodes: readonly { readonly code: string; readonly count: number }[];
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

const SUCCESS = '1000';
const TOP_CODES = 3;

/** The table by code: submits first, the most frequent first within a kind. */
export function outcomeRows(
  counts: ReadonlyMap<string, number>,
  kindsInOrder: readonly Kind[],
  catalogue: Catalogue,
): OutcomeRow[] {
  const rows: OutcomeRow[] = [];
  for (const kind of kindsInOrder) {
    const ofKind = [...counts].filter(([key]) => key.startsWith(`${kind}|`));
    const total = ofKind.reduce((sum, [, count]) => sum + count, 0);
    const sorted = ofKind.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    for (const [key, count] of sorted) {
      const outcome = key.slice(kind.length + 1);
      rows.push({ kind, outcome, count, share: count / total, ...meaningOf(kind, outcome, catalogue) });
    }
  }
  return rows;
}

/** One line of a breakdown from the counts of one service or carrier. */
export function breakdownRow(value: string | null, counts: ReadonlyMap<string, number>): BreakdownRow {
  const submits = [...counts].filter(([key]) => key.startsWith('submit|'));
  const failed = submits
    .filter(([key]) => key !== `submit|${SUCCESS}`)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const total = submits.reduce((sum, [, count]) => sum + count, 0);
  const errors = failed.reduce((sum, [, count]) => sum + count, 0);
  return {
    value,
    submits: total,
    errors,
    errorShare: total === 0 ? 0 : errors / total,
    topCodes: failed.slice(0, TOP_CODES).map(([key, count]) => ({ code: key.slice('submit|'.length), count })),
  };
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

function meaningOf(
  kind: Kind,
  outcome: string,
  catalogue: Catalogue,
): Pick<OutcomeRow, 'text' | 'family' | 'actor' | 'retry'> {
  if (kind === 'transport') {
    return {
      text: outcome === '' ? 'no answer' : `HTTP ${outcome}, no MM7 status`,
      family: 'transport',
      actor: 'you',
      retry: 'yes',
    };
  }
  if (outcome === '') return { text: 'unreadable', family: '', actor: '', retry: '' };
  if (kind === 'delivery-report' || kind === 'read-reply') {
    const status = describeReportStatus(outcome);
    return { text: status?.text ?? '', family: status?.group ?? '', actor: '', retry: '' };
  }
  const code = describeCode(Number(outcome), catalogue);
  return { text: code.text ?? 'not in the catalogue', family: code.family, actor: code.actor, retry: code.retry };
}
