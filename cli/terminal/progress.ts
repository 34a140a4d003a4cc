import { SingleBar } from 'cli-progress';

/** How far something long has come. */
export interface Progress {
  readonly update: (done: number) => void;
  /** Takes the bar away, prints, and brings it back. */
  readonly interrupt: (print: () => void) => void;
  readonly stop: () => void;
}

/** Shows nothing. */
export const noProgress: Progress = { update: () => undefined, interrupt: (print) => print(), stop: () => undefined };

const AMOUNT = { bytes: '{value} of {total}', count: '{value} of {total}', percent: '{percentage} %' };

/**
 * A bar on standard error where that is a terminal; otherwise nothing, since logs of programs need no bars.
 * @param size what there is to do; null where nobody knows, then only what is done is told
 */
export function startProgress(
  name: string,
  size: number | null,
  unit: 'bytes' | 'count' | 'percent' = 'count',
): Progress {
  if (!process.stderr.isTTY) return noProgress;
  const total = size ?? Number.MAX_SAFE_INTEGER;
  const bar = new SingleBar({
    format: size === null ? `${name} {value}` : `${name} {bar} ${AMOUNT[unit]}  {eta_formatted} left`,
    formatValue: (value, _options, type) =>
      unit === 'bytes' && type !== 'percentage' ? megabytes(value) : String(value),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
  });
  let done = 0;
  bar.start(total, 0);
  return {
    update(value) {
      done = Math.min(value, total);
      bar.update(done);
    },
    interrupt(print) {
      bar.stop();
      print();
      bar.start(total, done);
    },
    stop: () => bar.stop(),
  };
}

function megabytes(sizeBytes: number): string {
  return `${(sizeBytes / 1e6).toFixed(1)} MB`;
}
