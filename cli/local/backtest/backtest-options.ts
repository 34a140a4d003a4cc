import type { RangeOptions } from '../../time-range.ts';

/** What the command line says of a backtest. */
export interface BacktestOptions extends RangeOptions {
  readonly counts?: string;
  readonly store?: string;
  readonly table?: string;
  readonly settings?: string;
  readonly against?: string;
  readonly json?: true;
  readonly episodes?: true;
}
