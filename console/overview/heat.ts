import type { BreakdownAnswer } from '#shared/api/answers.ts';

/** The heat map: one row a code, one column a carrier or service. */
export interface Heat {
  readonly columns: readonly HeatColumn[];
  readonly rows: readonly HeatRow[];
  /** Codes and columns that did not fit. */
  readonly codesLeftOut: number;
  readonly columnsLeftOut: number;
}

export interface HeatColumn {
  /** Null for what the log does not attribute. */
  readonly value: string | null;
  readonly submits: number;
  readonly errorShare: number;
}

export interface HeatRow {
  readonly code: string;
  readonly cells: readonly HeatCell[];
}

export interface HeatCell {
  readonly count: number;
  /** Part of the column's submits, 0–1. */
  readonly share: number;
  /** How hot it is, 0 for nothing to 5. */
  readonly level: number;
}

const MOST_ROWS = 12;
const MOST_COLUMNS = 10;
/**
 * From which share of the submits on a cell has the next level. Fixed bounds, about threefold each, so that a colour means the
 * same in every range and a quiet hour does not glow.
 */
const LEVELS = [0.0005, 0.005, 0.02, 0.06, 0.2];

/** Arranges a breakdown as a heat map: the columns with most errors first, the codes likewise. */
export function heatOf({ rows }: Pick<BreakdownAnswer, 'rows'>): Heat {
  const columns = rows.slice(0, MOST_COLUMNS);
  const totals = new Map<string, number>();
  for (const { codes } of rows) for (const { code, count } of codes) totals.set(code, (totals.get(code) ?? 0) + count);
  const codes = [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
  return {
    columns: columns.map(({ value, submits, errorShare }) => ({ value, submits, errorShare })),
    rows: codes.slice(0, MOST_ROWS).map((code) => ({ code, cells: columns.map((column) => cellOf(column, code)) })),
    codesLeftOut: Math.max(0, codes.length - MOST_ROWS),
    columnsLeftOut: Math.max(0, rows.length - MOST_COLUMNS),
  };
}

function cellOf({ codes, submits }: BreakdownAnswer['rows'][number], code: string): HeatCell {
  const count = codes.find((each) => each.code === code)?.count ?? 0;
  const share = submits === 0 ? 0 : count / submits;
  return { count, share, level: LEVELS.filter((bound) => share >= bound).length };
}
