import { type Peer, windowOf } from './peer.ts';

const MINUTES = 10;
const SPIKE_HEIGHT = 3;
const THRESHOLD_CURRENT = 5;

/** ElastAlert's rule `spike`, upwards: three times the errors of the window before, and at least five. */
export const SPIKE: Peer = {
  name: 'ElastAlert spike',
  source: 'elastalert2.readthedocs.io/en/latest/ruletypes.html#spike',
  makeKey: () => {
    const current = windowOf(MINUTES);
    const both = windowOf(2 * MINUTES);
    return {
      step: (counted) => {
        const now = current.add(counted).errors;
        const before = both.add(counted).errors - now;
        return now >= THRESHOLD_CURRENT && now >= SPIKE_HEIGHT * before;
      },
    };
  },
};
