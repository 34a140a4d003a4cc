import type { Catalogue } from '../domain/catalogue.ts';
import type { Episode } from '../domain/episode.ts';
import { KINDS } from '../domain/model.ts';
import {
  type BreakdownRow,
  breakdownRow,
  coverRange,
  type OutcomeRow,
  outcomeRows,
  type QualityRow,
  qualityRow,
  remainder,
} from '../domain/report.ts';
import { sumCounts } from '../domain/roll.ts';
import { dimensionOf, EVERYTHING, qualityDimensionOf, type Scope } from '../domain/scope.ts';
import type { Step } from '../domain/time.ts';
import type { DimensionStore, EpisodeStore, RollupStore } from '../ports.ts';

/** What query needs; all of it is read only. */
export interface QueryPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
  readonly episodes: Pick<EpisodeStore, 'listBetween'>;
  /** Says what codes mean. */
  readonly catalogue: Catalogue;
}

/** A half-open range of time. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything that is asked at the end of a run. */
export interface Overview {
  readonly range: TimeRange;
  readonly outcomes: readonly OutcomeRow[];
  readonly byCarrier: readonly BreakdownRow[];
  readonly byVasid: readonly BreakdownRow[];
  readonly episodes: readonly Episode[];
  readonly quality: readonly QualityRow[];
}

/** What went wrong in a range: by code, by carrier, by service, in episodes; and what could not be read. */
export async function queryOverview(range: TimeRange, ports: QueryPorts): Promise<Overview> {
  return {
    range,
    outcomes: await queryOutcomes(EVERYTHING, range, ports),
    byCarrier: await queryBreakdown('carrier', range, ports),
    byVasid: await queryBreakdown('vasid', range, ports),
    episodes: await ports.episodes.listBetween(range.fromMs, range.toMs),
    quality: await queryQuality(range, ports),
  };
}

/** The table by code of a scope. */
export async function queryOutcomes(scope: Scope, range: TimeRange, ports: QueryPorts): Promise<OutcomeRow[]> {
  return outcomeRows(await countsIn(dimensionOf(scope), range, ports), KINDS, ports.catalogue);
}

/** Submits and errors by carrier or by service, the most errors first; what the log does not attribute comes last. */
export async function queryBreakdown(
  by: 'carrier' | 'vasid',
  range: TimeRange,
  ports: QueryPorts,
): Promise<BreakdownRow[]> {
  const named = new Map<string, ReadonlyMap<string, number>>();
  for (const value of await valuesSeen(by, range, ports)) {
    named.set(value, await countsIn(`${by}=${value}`, range, ports));
  }
  const unknown = remainder(await countsIn(dimensionOf(EVERYTHING), range, ports), named.values());
  const rows = [...named].map(([value, counts]) => breakdownRow(value, counts)).filter((row) => row.submits > 0);
  rows.sort((a, b) => b.errors - a.errors || b.submits - a.submits);
  const rest = breakdownRow(null, unknown);
  return rest.submits > 0 ? [...rows, rest] : rows;
}

/** What became of the events of each log group. */
export async function queryQuality(range: TimeRange, ports: QueryPorts): Promise<QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const logGroup of await valuesSeen('group', range, ports)) {
    rows.push(qualityRow(logGroup, await countsIn(qualityDimensionOf(logGroup), range, ports)));
  }
  return rows.filter((row) => row.seen > 0);
}

/** Counts of a scope step by step, for a line in time; steps without counts are left out. */
export async function querySeries(
  scope: Scope,
  range: TimeRange & { readonly step: Step },
  ports: QueryPorts,
): Promise<{ startMs: number; counts: ReadonlyMap<string, number> }[]> {
  const byStart = new Map<number, ReadonlyMap<string, number>[]>();
  for (const { startMs, counts } of await ports.rollups.list({ dimension: dimensionOf(scope), ...range })) {
    byStart.set(startMs, [...(byStart.get(startMs) ?? []), counts]);
  }
  return [...byStart].map(([startMs, parts]) => ({ startMs, counts: sumCounts(parts.map((counts) => ({ counts }))) }));
}

async function countsIn(dimension: string, range: TimeRange, ports: QueryPorts): Promise<Map<string, number>> {
  const stretches = coverRange(range.fromMs, range.toMs);
  const rollups = await Promise.all(stretches.map((stretch) => ports.rollups.list({ dimension, ...stretch })));
  return sumCounts(rollups.flat());
}

async function valuesSeen(name: string, range: TimeRange, ports: QueryPorts): Promise<string[]> {
  const seen = await ports.dimensions.list(name);
  return seen
    .filter(({ firstSeenMs, lastSeenMs }) => firstSeenMs < range.toMs && lastSeenMs >= range.fromMs - 24 * 3_600_000)
    .map(({ value }) => value)
    .sort();
}
