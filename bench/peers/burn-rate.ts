import { type Peer, windowOf } from './peer.ts';

/** Errors that the objective allows: 99.5 % of the submits shall not fail with this code. */
const BUDGET = 0.005;
/** Long window, short window, times the budget. */
const WINDOWS = [
  [60, 5, 14.4],
  [360, 30, 6],
] as const;

/** Multiwindow, multi-burn-rate alerts: both windows of a pair above their rate. */
export const BURN_RATE: Peer = {
  name: 'SRE burn rate',
  source: 'sre.google/workbook/alerting-on-slos, "6: Multiwindow, Multi-Burn-Rate Alerts"',
  makeKey: () => {
    const pairs = WINDOWS.map(([long, short, times]) => ({ long: windowOf(long), short: windowOf(short), times }));
    return {
      step: (counted) => {
        const burning = pairs.map(({ long, short, times }) =>
          [long.add(counted), short.add(counted)].every(
            ({ errors, messages }) => messages > 0 && errors >= times * BUDGET * messages,
          ),
        );
        return burning.includes(true);
      },
    };
  },
};
