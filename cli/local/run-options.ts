/** What the command line says of a run. */
export interface RunOptions {
  readonly store?: string;
  readonly settings?: string;
  readonly follow?: true;
  readonly open?: true;
  readonly keep?: true;
  readonly port?: number;
  readonly json?: true;
  readonly seed: number;
  readonly seconds: number;
}
