import type { Catalogue } from './catalogue.ts';
import { OTHER } from './counter-key.ts';
import { meaningOf, type Outcome, type OutcomeFilter, parseOutcomeKey, passes } from './outcome.ts';
import type { ByMinute, Rollup } from './roll.ts';
import { MINUTE_MS } from './time.ts';

/** By what a series is split into lines; null gives one line of all. */
export type SeriesBy = 'code' | 'family' | 'kind' | 'vasid' | 'carrier' | null;

/** Counts of one group, step by step. */
export interface Line {
  /** Null for everything, or for what the log does not attribute; empty for an outcome that could not be read. */
  readonly group: string | null;
  readonly counts: readonly number[];
  /** Their sum. */
  readonly total: number;
  /** Outcomes that were counted, as `kind|outcome`. */
  readonly outcomes: ReadonlySet<string>;
}

/** Counts step by step of each outcome, by its key `kind|outcome`: what every line is a sum of. */
export interface Columns {
  readonly steps: number;
  readonly byOutcome: ReadonlyMap<string, Float64Array>;
}

/** Which columns become lines. */
export interface SeriesFrame {
  readonly filter: OutcomeFilter;
  readonly catalogue: Catalogue;
}

/** Rollups as columns, which is the one time that each count is looked at; those of other steps are left out. */
export function columnsOf(rollups: readonly Rollup[], startsMs: readonly number[]): Columns {
  const places = new Map(startsMs.map((startMs, at) => [startMs, at]));
  const byOutcome = new Map<string, Float64Array>();
  for (const { startMs, counts } of rollups) {
    const at = places.get(startMs);
    if (at === undefined) continue;
    for (const [key, count] of counts) {
      let column = byOutcome.get(key);
      if (!column) {
        column = new Float64Array(startsMs.length);
        byOutcome.set(key, column);
      }
      column[at] = (column[at] ?? 0) + count;
    }
  }
  return { steps: startsMs.length, byOutcome };
}

/** Minutes as columns: those that hours hold, and minutes themselves. Each minute must be given once; those of other times are left out. */
export function columnsOfMinutes(
  hours: readonly Hour[],
  minutes: readonly Rollup[],
  startsMs: readonly number[],
): Columns {
  const { steps, byOutcome } = columnsOf(minutes, startsMs);
  const columns = new Map(byOutcome);
  const [firstMs = 0] = startsMs;
  for (const { startMs, byMinute } of hours) {
    const from = (startMs - firstMs) / MINUTE_MS;
    for (const [key, counts] of byMinute) {
      const column = columns.get(key) ?? new Float64Array(steps);
      columns.set(key, column);
      for (let minute = Math.max(0, -from); minute < counts.length && from + minute < steps; minute++)
        column[from + minute] = (column[from + minute] ?? 0) + (counts[minute] ?? 0);
    }
  }
  return { steps, byOutcome: columns };
}

/** The rollup of an hour that knows its minutes. */
export type Hour = Rollup & { readonly byMinute: ByMinute };

/** Whether a rollup of an hour knows its minutes; those that older versions stored do not. */
export function knowsMinutes(rollup: Rollup): rollup is Hour {
  return rollup.byMinute !== undefined;
}

/** Statuses of the kinds that are asked for, whatever their code: what errors are a share of. */
export function messagesIn(columns: Columns, { filter, catalogue }: SeriesFrame): readonly number[] {
  return lineOf(null, columns, { catalogue, filter: { ...filter, codes: null, families: null } }).counts;
}

/** One line of all that is asked for. */
export function lineOf(group: string | null, columns: Columns, frame: SeriesFrame): Line {
  const [line] = linesBy(() => group, columns, frame);
  return line ?? { group, counts: new Array(columns.steps).fill(0), total: 0, outcomes: new Set() };
}

/** Lines of a scope by code, family or kind. */
export function linesByOutcome(by: 'code' | 'family' | 'kind', columns: Columns, frame: SeriesFrame): Line[] {
  const groupOf = {
    code: ({ outcome }: Outcome) => outcome,
    kind: ({ kind }: Outcome) => kind,
    family: (of: Outcome) => meaningOf(of, frame.catalogue).family,
  }[by];
  return linesBy(groupOf, columns, frame);
}

/** What is left of the whole when the named lines are taken away. */
export function lineOfRest(whole: Line, named: readonly Line[]): Line {
  const counts = whole.counts.map((count, at) => named.reduce((rest, line) => rest - (line.counts[at] ?? 0), count));
  return lineFrom(
    null,
    Float64Array.from(counts, (count) => Math.max(0, count)),
    whole.outcomes,
  );
}

/** The largest lines, those without a count left out, and what is beyond the limit in one line of the group `other`. */
export function largestLines<Of extends Line>(
  lines: readonly Of[],
  limit: number,
): { readonly told: readonly Of[]; readonly rest: Line | null } {
  const largestFirst = lines
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || ((a.group ?? '') < (b.group ?? '') ? -1 : 1));
  const told = largestFirst.slice(0, limit);
  const beyond = largestFirst.slice(limit);
  const [first] = beyond;
  if (!first) return { told, rest: null };
  const sum = new Float64Array(first.counts.length);
  for (const { counts } of beyond) addTo(sum, counts);
  return { told, rest: lineFrom(OTHER, sum, new Set(beyond.flatMap(({ outcomes }) => [...outcomes]))) };
}

function linesBy(
  groupOf: (outcome: Outcome) => string | null,
  { steps, byOutcome }: Columns,
  { filter, catalogue }: SeriesFrame,
): Line[] {
  const sums = new Map<string | null, { sum: Float64Array; outcomes: Set<string> }>();
  for (const [key, column] of byOutcome) {
    const outcome = parseOutcomeKey(key);
    if (!passes(filter, outcome, catalogue)) continue;
    const group = groupOf(outcome);
    const line = sums.get(group) ?? { sum: new Float64Array(steps), outcomes: new Set() };
    sums.set(group, line);
    addTo(line.sum, column);
    line.outcomes.add(key);
  }
  return [...sums].map(([group, { sum, outcomes }]) => lineFrom(group, sum, outcomes));
}

function lineFrom(group: string | null, sum: Float64Array, outcomes: ReadonlySet<string>): Line {
  const counts: number[] = [];
  let total = 0;
  for (let at = 0; at < sum.length; at++) {
    const count = sum[at] ?? 0;
    counts.push(count);
    total += count;
  }
  return { group, counts, total, outcomes };
}

function addTo(sum: Float64Array, counts: ArrayLike<number>): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (counts[at] ?? 0);
}
