/** The submits of one carrier or service, and its errors by code. */
export interface HeatSource {
  /** Null for what the log does not attribute. */
  readonly value: string | null;
  readonly submits: number;
  readonly errors: number;
  /** The most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
}

/** A heat map: one row a code, one column a carrier or service, the most errors first in both. */
export interface Heat {
  readonly columns: readonly HeatColumn[];
  readonly rows: readonly HeatRow[];
  /** Codes and columns that did not fit. */
  readonly codesLeftOut: number;
  readonly columnsLeftOut: number;
}

export interface HeatColumn {
  readonly value: string | null;
  /** Part of its submits that failed, 0–1. */
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
  /** How hot it is: 0 for nothing, up to 5. */
  readonly level: number;
}

const MOST_ROWS = 12;
const MOST_COLUMNS = 10;
/**
 * From which share of the submits on a cell has the next level. Fixed bounds, each about three times the one before, so that a
 * colour means the same in every range and a quiet hour does not glow.
 */
const LEVELS = [0.0001, 0.005, 0.02, 0.06, 0.2];

/** Arranges the errors of carriers or services as a heat map. */
export function heatOf(sources: readonly HeatSource[]): Heat {
  const columns = sources.slice(0, MOST_COLUMNS);
  const totals = new Map<string, number>();
  for (const { codes } of sources)
    for (const { code, count } of codes) totals.set(code, (totals.get(code) ?? 0) + count);
  const codes = [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
  return {
    columns: columns.map(({ value, submits, errors }) => ({ value, errorShare: submits === 0 ? 0 : errors / submits })),
    rows: codes.slice(0, MOST_ROWS).map((code) => ({ code, cells: columns.map((column) => cellOf(column, code)) })),
    codesLeftOut: Math.max(0, codes.length - MOST_ROWS),
    columnsLeftOut: Math.max(0, sources.length - MOST_COLUMNS),
  };
}

function cellOf({ codes, submits }: HeatSource, code: string): HeatCell {
  const count = codes.find((each) => each.code === code)?.count ?? 0;
  const share = submits === 0 ? 0 : count / submits;
  return { count, share, level: LEVELS.filter((bound) => share >= bound).length };
}
