import { type Peer, windowOf } from './peer.ts';

/** Standard deviations; the default of the console. */
const WIDTH = 2;
const HOURS = 24;
const DAY_MINUTES = 24 * 60;
/** "up to two weeks" of data make the model; older ones fade. */
const FADE = 0.5 ** (1 / (7 * DAY_MINUTES));

/** A CloudWatch alarm above the band of anomaly detection, by the hour of the day, three of five minutes. */
export const ANOMALY_BAND: Peer = {
  name: 'anomaly band, 2 sd',
  source: 'docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html',
  makeKey: () => {
    const weight = new Float64Array(HOURS);
    const sum = new Float64Array(HOURS);
    const squares = new Float64Array(HOURS);
    const above = windowOf(5);
    let first: number | undefined;
    return {
      step: ({ minute, errors }) => {
        first ??= minute;
        const hour = Math.floor(minute / 60) % HOURS;
        const [n = 0, s = 0, q = 0] = [weight[hour], sum[hour], squares[hour]];
        const mean = n === 0 ? 0 : s / n;
        const deviation = n === 0 ? 0 : Math.sqrt(Math.max(0, q / n - mean * mean));
        const isTrained = minute - first >= DAY_MINUTES;
        const isAbove = isTrained && errors > mean + WIDTH * deviation;
        weight[hour] = n * FADE + 1;
        sum[hour] = s * FADE + errors;
        squares[hour] = q * FADE + errors * errors;
        return above.add({ minute, messages: 1, errors: isAbove ? 1 : 0 }).errors >= 3;
      },
    };
  },
};
