import type { Peer } from './peer.ts';

const SMOOTHING = 0.2;
const LIMIT = 3;
const LEAST_MESSAGES = 10;
/** Of the mean and variance that the chart is held against. */
const LEARNING = 0.001;

/** An EWMA control chart on the share of errors, with limits of three sigma. */
export const EWMA: Peer = {
  name: 'EWMA, 3 sigma',
  source: 'itl.nist.gov/div898/handbook/pmc/section3/pmc324.htm',
  makeKey: () => {
    let mean = 0;
    let variance = 0;
    let smoothed: number | null = null;
    let isOut = false;
    let minutes = 0;
    return {
      step: ({ messages, errors }) => {
        if (messages < LEAST_MESSAGES) return isOut;
        const share = errors / messages;
        minutes += 1;
        const rate = Math.max(LEARNING, 1 / minutes);
        smoothed = smoothed === null ? share : SMOOTHING * share + (1 - SMOOTHING) * smoothed;
        const sigma = Math.sqrt((variance * SMOOTHING) / (2 - SMOOTHING));
        isOut = minutes > 100 && smoothed > mean + LIMIT * sigma && errors > 0;
        if (!isOut) {
          variance = (1 - rate) * (variance + rate * (share - mean) ** 2);
          mean += rate * (share - mean);
        }
        return isOut;
      },
    };
  },
};
