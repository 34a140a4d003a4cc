import { outcomeKey } from '../domain/counter-key.ts';
import { type Band, bandOf, placesOf } from '../domain/detect/band.ts';
import { rollupName } from '../domain/detect/scope-name.ts';
import { memoryOf } from '../domain/detect/scope-record.ts';
import type { OutcomeFilter } from '../domain/outcome.ts';
import { dimensionOf, type Scope } from '../domain/scope.ts';
import {
  type Columns,
  columnsOf,
  columnsOfMinutes,
  knowsMinutes,
  type Line,
  largestLines,
  lineOf,
  lineOfRest,
  linesByOutcome,
  messagesIn,
  type SeriesBy,
} from '../domain/series.ts';
import { type Step, stepsBetween, stretchesOf } from '../domain/time.ts';
import { eachAtOnce } from './concurrency.ts';
import { type QueryPorts, scopesBy, type TimeRange } from './query.ts';

/** What a series is asked for. */
export interface SeriesQuestion {
  readonly scope: Scope;
  /** Whole steps. */
  readonly range: TimeRange;
  readonly step: Step;
  readonly by: SeriesBy;
  /** Which outcomes are counted; its kinds are what they are a share of. */
  readonly filter: OutcomeFilter;
  /** Lines at most; what is beyond is added up in one more. */
  readonly limit: number;
}

/** A line with what detection expects of it; null where not all that it counts is watched. */
export interface BandedLine extends Line {
  readonly band: Band | null;
}

/** Counts in columns: the nth of each list belongs to the nth start. */
export interface Series {
  readonly startsMs: readonly number[];
  /** Statuses of the kinds asked for, whatever their code. */
  readonly messages: readonly number[];
  /** The largest first. */
  readonly lines: readonly BandedLine[];
}

/** A line, the scope it counts, and the messages it is a share of; the scope is null where the log does not tell it. */
interface ScopedLine extends Line {
  readonly scope: Scope | null;
  readonly messages: readonly number[];
}

/** Counts of a scope step by step, in lines by what they are split by. */
export async function querySeries(question: SeriesQuestion, ports: QueryPorts): Promise<Series> {
  const { scope, range, step, by, limit } = question;
  const startsMs = stepsBetween(step, range.fromMs, range.toMs);
  const columnsIn = async (within: Scope) => {
    const of = { dimension: dimensionOf(within), ...range };
    if (step === 'minute') return columnsByMinute(of, startsMs, ports);
    return columnsOf(await ports.rollups.list({ ...of, step }), startsMs);
  };
  const columns = await columnsIn(scope);
  const messages = messagesIn(columns, { filter: question.filter, catalogue: ports.catalogue });
  const lines = await linesOf(question, { columns, messages, columnsIn }, ports);
  const { told, rest } = by === null ? { told: lines, rest: null } : largestLines(lines, limit);
  const banded = await withBands(told, question, startsMs, ports);
  return { startsMs, messages, lines: rest ? [...banded, { ...rest, band: null }] : banded };
}

/** Counts of a range by the minute: from the hours that know theirs, else from the minutes themselves. */
async function columnsByMinute(
  { dimension, fromMs, toMs }: TimeRange & { readonly dimension: string },
  startsMs: readonly number[],
  { rollups }: Pick<QueryPorts, 'rollups'>,
): Promise<Columns> {
  const found = await rollups.list({ dimension, step: 'hour', fromMs, toMs });
  const hoursMs = new Set(found.map(({ startMs }) => startMs));
  for (const rollup of found) if (!knowsMinutes(rollup)) hoursMs.delete(rollup.startMs);
  const rest = stretchesOf(
    'hour',
    stepsBetween('hour', fromMs, toMs).filter((hourMs) => !hoursMs.has(hourMs)),
  );
  const minutes = await Promise.all(rest.map((stretch) => rollups.list({ dimension, step: 'minute', ...stretch })));
  const hours = found.filter(knowsMinutes).filter(({ startMs }) => hoursMs.has(startMs));
  return columnsOfMinutes(hours, minutes.flat(), startsMs);
}

async function linesOf(
  question: SeriesQuestion,
  counted: {
    readonly columns: Columns;
    readonly messages: readonly number[];
    readonly columnsIn: (within: Scope) => Promise<Columns>;
  },
  ports: QueryPorts,
): Promise<ScopedLine[]> {
  const { by, scope, filter } = question;
  const { columns, messages, columnsIn } = counted;
  const frame = { filter, catalogue: ports.catalogue };
  const whole = { ...lineOf(null, columns, frame), scope, messages };
  if (by === null) return [whole];
  if (by !== 'vasid' && by !== 'carrier')
    return linesByOutcome(by, columns, frame).map((line) => ({ ...line, scope, messages }));
  const named: ScopedLine[] = [];
  await eachAtOnce([...(await scopesBy(by, question, ports))], async ([value, within]) => {
    const own = await columnsIn(within);
    named.push({ ...lineOf(value, own, frame), scope: within, messages: messagesIn(own, frame) });
  });
  return [...named, { ...lineOfRest(whole, named), scope: null, messages }];
}

/** The lines with their bands, by what is remembered of each scope. */
async function withBands(
  lines: readonly ScopedLine[],
  question: SeriesQuestion,
  startsMs: readonly number[],
  { scopes, watched }: Pick<QueryPorts, 'scopes' | 'watched'>,
): Promise<BandedLine[]> {
  const told = lines.map(({ scope, messages, ...line }) => {
    const places = placesOf(outcomesOf(line, question), watched);
    return { line, messages, places, name: scope && places.length > 0 ? rollupName(scope) : null };
  });
  const names = new Set(told.map(({ name }) => name).filter((name) => name !== null));
  const records = await scopes.load([...names]);
  return told.map(({ line, messages, places, name }) => {
    const record = name === null ? undefined : records.get(name);
    if (!record) return { ...line, band: null };
    const { state } = memoryOf(record, watched);
    const steps = startsMs.map((startMs, at) => ({ startMs, messages: messages[at] ?? 0 }));
    return { ...line, band: bandOf(state, places, { step: question.step, steps }) };
  });
}

/** What a line counts: what was asked for by name, else what was found. */
function outcomesOf({ outcomes }: Line, { by, filter }: SeriesQuestion): Iterable<string> {
  const splitsOutcomes = by === 'code' || by === 'family' || by === 'kind';
  if (splitsOutcomes || filter.codes === null || filter.kinds?.size !== 1) return outcomes;
  const [kind = ''] = filter.kinds;
  return [...filter.codes].map((code) => outcomeKey(kind, code));
}
