import { type QueryPorts, queryBreakdown, queryOutcomes, queryQuality, querySeries } from '../query.ts';
import { oneOf, type Parameters, rangeOf, scopeOf, stepOf } from './parameters.ts';

/** What a route is given. */
export interface Question {
  readonly parameters: Parameters;
  readonly nowMs: number;
}

/** Answers one path with what becomes the body. */
export type Route = (question: Question, ports: QueryPorts) => Promise<object>;

/** Every path of the API; all are read with GET and answer JSON. */
export const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/v1/codes', codes],
  ['/v1/breakdown', breakdown],
  ['/v1/episodes', episodes],
  ['/v1/quality', quality],
  ['/v1/series', series],
  ['/v1/health', health],
]);

async function codes({ parameters, nowMs }: Question, ports: QueryPorts): Promise<object> {
  const range = rangeOf(parameters, nowMs);
  const scope = scopeOf(parameters);
  return { range, scope, outcomes: await queryOutcomes(scope, range, ports) };
}

async function breakdown({ parameters, nowMs }: Question, ports: QueryPorts): Promise<object> {
  const range = rangeOf(parameters, nowMs);
  const by = oneOf('by', parameters.by, ['service', 'carrier']);
  return { range, by, rows: await queryBreakdown(by === 'service' ? 'vasid' : 'carrier', range, ports) };
}

async function episodes({ parameters, nowMs }: Question, ports: QueryPorts): Promise<object> {
  const range = rangeOf(parameters, nowMs);
  return { range, episodes: await ports.episodes.listBetween(range.fromMs, range.toMs) };
}

async function quality({ parameters, nowMs }: Question, ports: QueryPorts): Promise<object> {
  const range = rangeOf(parameters, nowMs);
  return { range, logGroups: await queryQuality(range, ports) };
}

async function series({ parameters, nowMs }: Question, ports: QueryPorts): Promise<object> {
  const range = rangeOf(parameters, nowMs);
  const scope = scopeOf(parameters);
  const step = stepOf(parameters, range);
  const points = await querySeries(scope, { ...range, step }, ports);
  return {
    range,
    scope,
    step,
    points: points.map(({ startMs, counts }) => ({ startMs, counts: Object.fromEntries(counts) })),
  };
}

/** Reads as every answer does, so that it is well only where the table can be read. */
async function health({ nowMs }: Question, ports: QueryPorts): Promise<object> {
  const logGroups = await ports.dimensions.list('group');
  return { status: 'ok', nowMs, logGroups: logGroups.length };
}
