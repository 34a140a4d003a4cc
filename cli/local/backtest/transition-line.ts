import type { Transition } from '#shared/domain/detect/step-scope.ts';

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

/** The line of a transition. */
export function lineOf({ minute, code, scope, change }: Transition, rule: string): TransitionLine {
  const key = `${code}|${scope.carrier ?? '*'}|${scope.vasid ?? '*'}`;
  return { minute, key, state: change.change === 'opened' ? 'ALARM' : 'OK', detail: detailOf(change), rule };
}

function detailOf({ change, firing }: Transition['change']): string {
  const { sinceMinute, errors, messages, expected } = firing;
  const told = `since ${sinceMinute}: ${errors} of ${messages}, expected ${expected.toPrecision(2)}`;
  const share = ((100 * errors) / messages).toFixed(1);
  switch (change) {
    case 'opened':
      return told;
    case 'recovered':
      return `back to normal; ${told}`;
    case 'stale':
      return `no error for 6 hours, nothing proves that it is over; ${told}`;
    case 'accepted':
      return `${share} % for 24 hours is taken for normal from now on; ${told}`;
  }
}
