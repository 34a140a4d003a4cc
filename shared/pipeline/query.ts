import type { Catalogue } from '../domain/catalogue.ts';
import type { WatchedCode } from '../domain/detect/step-scope.ts';
import type { Episode } from '../domain/episode.ts';
import { type FunnelRow, funnelRow, funnelRows, hasReports } from '../domain/funnel.ts';
import { KINDS } from '../domain/model.ts';
import { ANY_OUTCOME, type OutcomeFilter, passes } from '../domain/outcome.ts';
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
import { dimensionOf, EVERYTHING, qualityDimensionOf, type Scope, sameScope } from '../domain/scope.ts';
import { DAY_MS } from '../domain/time.ts';
import type { DimensionStore, EpisodeStore, RollupStore, ScopeStore } from '../ports.ts';
import { eachAtOnce } from './concurrency.ts';

/** What query needs; all of it is read only. */
export interface QueryPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
  readonly episodes: Pick<EpisodeStore, 'listBetween' | 'listActive' | 'find'>;
  /** What detectors have learned. */
  readonly scopes: Pick<ScopeStore, 'load'>;
  /** Codes for which evidence is gathered. */
  readonly watched: readonly WatchedCode[];
  /** Says what codes mean. */
  readonly catalogue: Catalogue;
}

/** A half-open range of time. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A dimension by which tables are made. */
export type Dimension = 'vasid' | 'carrier';

/** What a table is about. */
export interface TableQuestion {
  readonly scope: Scope;
  readonly range: TimeRange;
  /** @default - everything */
  readonly filter?: OutcomeFilter;
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

/** Ports of a part of the questions. */
type CountPorts = Pick<QueryPorts, 'rollups' | 'dimensions' | 'catalogue'>;

/** What went wrong in a range: by code, by carrier, by service, in episodes; and what could not be read. */
export async function queryOverview(
  range: TimeRange,
  ports: CountPorts & Pick<QueryPorts, 'episodes'>,
): Promise<Overview> {
  const everything = { scope: EVERYTHING, range };
  return {
    range,
    outcomes: await queryOutcomes(everything, ports),
    byCarrier: await queryBreakdown('carrier', everything, ports),
    byVasid: await queryBreakdown('vasid', everything, ports),
    episodes: await ports.episodes.listBetween(range.fromMs, range.toMs),
    quality: await queryQuality(range, ports),
  };
}

/** The table by code of a scope. */
export async function queryOutcomes(
  { scope, range, filter }: TableQuestion,
  ports: Pick<CountPorts, 'rollups' | 'catalogue'>,
): Promise<OutcomeRow[]> {
  return outcomeRows(await countsIn(dimensionOf(scope), range, ports), KINDS, ports.catalogue, filter);
}

/** Submits and errors by carrier or by service, the most errors first; what the log does not attribute comes last. */
export async function queryBreakdown(
  by: Dimension,
  { scope, range, filter = ANY_OUTCOME }: TableQuestion,
  ports: CountPorts,
): Promise<BreakdownRow[]> {
  const { named, rest } = await countsBy(by, { scope, range }, ports);
  const asked = (outcome: string) => passes(filter, { kind: 'submit', outcome }, ports.catalogue);
  const rows = [...named].map(([value, counts]) => breakdownRow(value, counts, asked));
  rows.sort((a, b) => b.errors - a.errors || b.submits - a.submits);
  return [...rows, breakdownRow(null, rest, asked)].filter((row) => row.submits > 0);
}

/** What became of messages, in all and by carrier or by service; the most submits first, what is not attributed last. */
export async function queryFunnel(
  by: Dimension,
  question: TableQuestion,
  ports: CountPorts,
): Promise<{ total: FunnelRow; rows: FunnelRow[] }> {
  const { whole, named, rest } = await countsBy(by, question, ports);
  const total = funnelRow(null, whole);
  const rows = funnelRows(named, rest);
  const isPart = !sameScope(question.scope, EVERYTHING);
  if (!isPart || hasReports(total)) return { total, rows };
  // Part of everything that has no report: whether none came, or they do not tell whose they are, nobody can say.
  return { total: { ...total, pending: null }, rows: rows.map((row) => ({ ...row, pending: null })) };
}

/** What became of the events of each log group. */
export async function queryQuality(
  range: TimeRange,
  ports: Pick<CountPorts, 'rollups' | 'dimensions'>,
): Promise<QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const logGroup of await valuesSeen('group', range, ports)) {
    rows.push(qualityRow(logGroup, await countsIn(qualityDimensionOf(logGroup), range, ports)));
  }
  return rows.filter((row) => row.seen > 0);
}

/** Values of a dimension that were seen on the days of a range, in the order of their names. */
export async function valuesSeen(
  name: string,
  range: TimeRange,
  ports: Pick<QueryPorts, 'dimensions'>,
): Promise<string[]> {
  const seen = await ports.dimensions.list(name);
  return seen
    .filter(({ firstSeenMs, lastSeenMs }) => firstSeenMs < range.toMs && lastSeenMs > range.fromMs - DAY_MS)
    .map(({ value }) => value)
    .sort();
}

/** The scopes within a scope that a dimension tells apart; one that names a value of it already has itself alone. */
export async function scopesBy(
  by: Dimension,
  { scope, range }: TableQuestion,
  ports: Pick<QueryPorts, 'dimensions'>,
): Promise<Map<string, Scope>> {
  const own = scope[by];
  const values = own === null ? await valuesSeen(by, range, ports) : [own];
  return new Map(values.map((value) => [value, { ...scope, [by]: value }]));
}

/** Counts of a scope as a whole, by the values of a dimension, and what no value is known for. */
async function countsBy(
  by: Dimension,
  question: TableQuestion,
  ports: Pick<CountPorts, 'rollups' | 'dimensions'>,
): Promise<{
  whole: ReadonlyMap<string, number>;
  named: ReadonlyMap<string, ReadonlyMap<string, number>>;
  rest: ReadonlyMap<string, number>;
}> {
  const { scope, range } = question;
  const named = new Map<string, ReadonlyMap<string, number>>();
  const scopes = await scopesBy(by, question, ports);
  await eachAtOnce([...scopes], async ([value, within]) => {
    named.set(value, await countsIn(dimensionOf(within), range, ports));
  });
  const whole = await countsIn(dimensionOf(scope), range, ports);
  return { whole, named, rest: remainder(whole, named.values()) };
}

async function countsIn(
  dimension: string,
  range: TimeRange,
  { rollups }: Pick<CountPorts, 'rollups'>,
): Promise<Map<string, number>> {
  const stretches = coverRange(range.fromMs, range.toMs);
  const found = await Promise.all(stretches.map((stretch) => rollups.list({ dimension, ...stretch })));
  return sumCounts(found.flat());
}
