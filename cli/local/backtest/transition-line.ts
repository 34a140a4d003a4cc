import { keyName } from '#shared/domain/detect/finding.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { TriedFinding } from './trial.ts';

/** One change of state of a key, as a line of `backtest --json`. */
export interface TransitionLine {
  /** Minute of arrival in which it was noticed. */
  readonly minute: number;
  /** `code|carrier|vasid`, `*` for all. */
  readonly key: string;
  readonly state: 'ALARM' | 'OK';
  readonly detail: string;
  readonly rule: string;
}

/** The line of a finding that changed something. */
export function lineOf(finding: TriedFinding): TransitionLine {
  const { minute, rule, code, scope, change } = finding;
  return {
    ...{ minute, key: keyName(code, scope), state: change === 'opened' ? 'ALARM' : 'OK' },
    ...{ detail: detailOf(finding), rule },
  };
}

function detailOf({ change, sinceMs, errors, messages, expected }: TriedFinding): string {
  const told = `since ${sinceMs / MINUTE_MS}: ${errors} of ${messages}, expected ${expected.toPrecision(2)}`;
  switch (change) {
    case 'opened':
    case 'continues':
      return told;
    case 'recovered':
      return `back to normal; ${told}`;
    case 'stale':
      return `no error for 6 hours, nothing proves that it is over; ${told}`;
    case 'accepted':
      return `${((100 * errors) / messages).toFixed(1)} % for 24 hours is taken for normal from now on; ${told}`;
  }
}
