import { type Peer, windowOf } from './peer.ts';

const AT_LEAST = 5;

/** A CloudWatch alarm on the number of errors a minute: five or more in three of five minutes; missing data is not breaching. */
export const THREE_OF_FIVE: Peer = {
  name: 'CloudWatch alarm, 3 of 5',
  source: 'docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html, "Evaluating an alarm"',
  makeKey: () => {
    const breaching = windowOf(5);
    return {
      step: ({ minute, errors }) =>
        breaching.add({ minute, messages: 1, errors: errors >= AT_LEAST ? 1 : 0 }).errors >= 3,
    };
  },
};

const SHARE = 0.05;
const VOLUME = 20;

/** Metric math `IF(messages >= 20, errors / messages, 0) >= 0.05` over five minutes. */
export const RATIO: Peer = {
  name: 'ratio with minimum volume',
  source: 'docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html, "Using IF expressions"',
  makeKey: () => {
    const window = windowOf(5);
    return {
      step: (counted) => {
        const { errors, messages } = window.add(counted);
        return messages >= VOLUME && errors >= SHARE * messages;
      },
    };
  },
};
