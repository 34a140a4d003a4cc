/** What the command line says of a backtest. */
export interface BacktestOptions {
  readonly counts: string;
  readonly settings?: string;
  readonly json?: true;
  readonly episodes?: true;
}
