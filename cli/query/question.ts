import { formatMinute, HOUR_MS } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { UsageError } from '../exit.ts';
import { parseDuration, parseInstant, parseRange, type RangeOptions } from '../time-range.ts';

/** What can be asked. */
export const QUESTIONS = [
  ...(['overview', 'codes', 'series', 'breakdown', 'funnel', 'episodes'] as const),
  ...(['quality', 'catalog', 'silences', 'markers', 'health'] as const),
] as const;
export type QuestionName = (typeof QUESTIONS)[number];

/** Filters of the command line, named as the API names them. */
export interface FilterOptions {
  readonly by?: string;
  readonly step?: string;
  readonly code?: string;
  readonly family?: string;
  readonly kind?: string;
  readonly vasid?: string;
  readonly carrier?: string;
  readonly rule?: string;
  readonly state?: string;
  readonly limit?: string;
}

/** A range as the command line gives it. */
export interface AskedRange extends RangeOptions {
  readonly at?: string;
  readonly for?: string;
}

const FILTERS = ['by', 'step', 'code', 'family', 'kind', 'vasid', 'carrier', 'rule', 'state', 'limit'] as const;
const WITHOUT_RANGE: ReadonlySet<string> = new Set(['catalog', 'health', 'silences']);

/** The path of a question with what stands after its question mark; what the API does not know of is refused by it. */
export function pathOf(name: string, filters: FilterOptions, range: TimeRange | null): string {
  const asked = new URLSearchParams();
  for (const filter of FILTERS) {
    const value = filters[filter];
    if (value !== undefined) asked.set(filter, value);
  }
  if (range && !WITHOUT_RANGE.has(name)) {
    asked.set('from', formatMinute(range.fromMs));
    asked.set('to', formatMinute(range.toMs));
  }
  const query = asked.toString();
  return `/v1/${name}${query === '' ? '' : `?${query}`}`;
}

/**
 * The range that is asked for; null for that of the API, which is the last hour.
 * @param whole what nothing said stands for
 */
export function rangeAsked(options: AskedRange, nowMs: number, whole: TimeRange | null): TimeRange | null {
  if (options.at !== undefined) {
    if (options.from !== undefined || options.to !== undefined || options.since !== undefined)
      throw new UsageError(
        '--at names the whole range; leave --from, --to and --since out, and say how long with --for',
      );
    const fromMs = parseInstant('--at', options.at, nowMs);
    return { fromMs, toMs: fromMs + (options.for === undefined ? HOUR_MS : parseDuration('--for', options.for)) };
  }
  if (options.for !== undefined) throw new UsageError('--for says how long after --at; give --at as well');
  const saysNothing = options.from === undefined && options.to === undefined && options.since === undefined;
  if (saysNothing) return whole;
  const lastHour = { fromMs: nowMs - HOUR_MS, toMs: nowMs };
  return parseRange(options, { nowMs, whole: whole ?? lastHour });
}
