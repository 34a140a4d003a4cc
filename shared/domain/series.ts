import type { Catalogue } from './catalogue.ts';
import { OTHER } from './counter-key.ts';
import { meaningOf, type Outcome, type OutcomeFilter, parseOutcomeKey, passes } from './outcome.ts';
import type { Rollup } from './roll.ts';

/** By what a series is split into lines; null gives one line of all. */
export type SeriesBy = 'code' | 'family' | 'kind' | 'vasid' | 'carrier' | null;

/** Counts of one group, step by step. */
export interface Line {
  /** Null for everything, or for what the log does not attribute; empty for an outcome that could not be read. */
  readonly group: string | null;
  readonly counts: readonly number[];
  /** Outcomes that were counted, as `kind|outcome`. */
  readonly outcomes: ReadonlySet<string>;
}

/** How rollups become lines. */
export interface SeriesFrame {
  readonly startsMs: readonly number[];
  readonly filter: OutcomeFilter;
  readonly catalogue: Catalogue;
}

/** Statuses of the kinds that are asked for, whatever their code: what errors are a share of. */
export function messagesIn(rollups: readonly Rollup[], { startsMs, filter, catalogue }: SeriesFrame): number[] {
  const ofKinds = { startsMs, catalogue, filter: { ...filter, codes: null, families: null } };
  return [...lineOf(null, rollups, ofKinds).counts];
}

/** The line of a group whose rollups are given. */
export function lineOf(group: string | null, rollups: readonly Rollup[], frame: SeriesFrame): Line {
  return linesBy(() => group, rollups, frame)[0] ?? { group, counts: frame.startsMs.map(() => 0), outcomes: new Set() };
}

/** Lines of a scope by code, family or kind. */
export function linesByOutcome(by: 'code' | 'family' | 'kind', rollups: readonly Rollup[], frame: SeriesFrame): Line[] {
  const groupOf = {
    code: ({ outcome }: Outcome) => outcome,
    kind: ({ kind }: Outcome) => kind,
    family: (of: Outcome) => meaningOf(of, frame.catalogue).family,
  }[by];
  return linesBy(groupOf, rollups, frame);
}

/** What is left of the whole when the named lines are taken away. */
export function lineOfRest(whole: Line, named: readonly Line[]): Line {
  const counts = whole.counts.map((count, at) => named.reduce((rest, line) => rest - (line.counts[at] ?? 0), count));
  return { ...whole, group: null, counts: counts.map((count) => Math.max(0, count)) };
}

/** The largest lines, those without a count left out, and what is beyond the limit in one line of the group `other`. */
export function largestLines<Of extends Line>(
  lines: readonly Of[],
  limit: number,
): { readonly told: readonly Of[]; readonly rest: Line | null } {
  const largestFirst = lines
    .filter((line) => totalOf(line) > 0)
    .sort((a, b) => totalOf(b) - totalOf(a) || ((a.group ?? '') < (b.group ?? '') ? -1 : 1));
  const told = largestFirst.slice(0, limit);
  const beyond = largestFirst.slice(limit);
  const [first] = beyond;
  if (!first) return { told, rest: null };
  const counts = first.counts.map((_, at) => beyond.reduce((sum, line) => sum + (line.counts[at] ?? 0), 0));
  return { told, rest: { group: OTHER, counts, outcomes: new Set(beyond.flatMap((line) => [...line.outcomes])) } };
}

/** All that a line counts. */
export function totalOf({ counts }: Pick<Line, 'counts'>): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function linesBy(
  groupOf: (outcome: Outcome) => string | null,
  rollups: readonly Rollup[],
  { startsMs, filter, catalogue }: SeriesFrame,
): Line[] {
  const places = new Map(startsMs.map((startMs, at) => [startMs, at]));
  const lines = new Map<string | null, { group: string | null; counts: number[]; outcomes: Set<string> }>();
  const groups = new Map<string, string | null | undefined>(); // of a counter's key; undefined where it is not asked for
  for (const { startMs, counts } of rollups) {
    const at = places.get(startMs);
    if (at === undefined) continue;
    for (const [key, count] of counts) {
      if (!groups.has(key)) {
        const outcome = parseOutcomeKey(key);
        groups.set(key, passes(filter, outcome, catalogue) ? groupOf(outcome) : undefined);
      }
      const group = groups.get(key);
      if (group === undefined) continue;
      const line = lines.get(group) ?? { group, counts: startsMs.map(() => 0), outcomes: new Set<string>() };
      lines.set(group, line);
      line.counts[at] = (line.counts[at] ?? 0) + count;
      line.outcomes.add(key);
    }
  }
  return [...lines.values()];
}
