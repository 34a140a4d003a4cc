import type { Random } from '../../cli/local/gateway/random.ts';

/** What can go wrong, how often by default (0–1), and what that share is of. */
export const FAULTS = {
  duplicate: { rate: 0.25, about: 'of deliveries come a second time' },
  recut: { rate: 0.25, about: 'of deliveries come again with the cuts between batches elsewhere' },
  late: { rate: 0.1, about: 'of deliveries come minutes to 19 days late' },
  veryLate: { rate: 0.02, about: 'of deliveries come after more than 20 days, and are to be refused' },
  expired: { rate: 0.06, about: 'of deliveries come again when their partials have expired, and are to be refused' },
  oldParser: { rate: 0.2, about: 'of deliveries are read by the version before, most of them again by the new one' },
  crash: { rate: 0.15, about: 'of invocations die at one of their awaits' },
  lostReply: { rate: 0.02, about: 'of requests take effect and are never answered' },
  throttle: { rate: 0.02, about: 'of requests are refused for load' },
  partialWrite: { rate: 0.15, about: 'of batch writes are stored in part' },
  stall: { rate: 0.3, about: 'of invocations stand still for minutes at one of their awaits, and then go on' },
  streamRepeat: { rate: 0.1, about: 'of stream batches come again later' },
  streamLoss: { rate: 0.05, about: 'of stream records are lost' },
  streamGivesUp: { rate: 0.1, about: 'of stream batches die at their last attempt and are given up' },
  doubleTick: { rate: 0.5, about: 'of ticks come twice' },
  snsReplyLost: { rate: 0.1, about: 'of notifications arrive in the topic without a reply' },
  snsRepeats: { rate: 0.1, about: 'of notifications reach their subscribers twice' },
  snsBusy: { rate: 0.1, about: 'of notifications are answered with 429' },
  snsFails: { rate: 0.1, about: 'of notifications are answered with 500' },
  snsRefuses: { rate: 0.05, about: 'of notifications are answered with 400 in their own form, however often' },
  snsDown: { rate: 0.1, about: 'of runs have three hours in which the topic takes nothing' },
  slackReplyLost: { rate: 0.1, about: 'of messages arrive in Slack without a reply' },
  slackBusy: { rate: 0.1, about: 'of messages are answered with 429 and a pause of up to ten minutes' },
  slackFails: { rate: 0.1, about: 'of messages are answered with 500' },
  slackRefuses: { rate: 0.05, about: 'of messages are answered with 400 in their own form, however often' },
  slackDown: { rate: 0.1, about: 'of runs have three hours in which Slack takes nothing' },
} as const;

/** A kind of fault. */
export type Fault = keyof typeof FAULTS;

/** How often each fault strikes, 0–1. */
export type FaultRates = ReadonlyMap<Fault, number>;

/** All kinds of faults. */
export const FAULT_KINDS: readonly Fault[] = Object.keys(FAULTS).filter(isFault);

function isFault(name: string): name is Fault {
  return name in FAULTS;
}

/** Decides from the seed what goes wrong, and counts it. */
export interface Weather {
  readonly strikes: (fault: Fault) => boolean;
  readonly counts: ReadonlyMap<Fault, number>;
}

export const DEFAULT_RATES = ratesOf((fault) => FAULTS[fault].rate);
/** Everything works. */
export const NO_FAULTS = ratesOf(() => 0);

/** Three runs in ten leave a kind of fault out, so that each is also met without the others. */
const LEFT_OUT_SHARE = 0.3;

/** Starts the weather of one run. */
export function startWeather(random: Random, rates: FaultRates): Weather {
  const counts = new Map<Fault, number>();
  const left = new Set(FAULT_KINDS.filter(() => random.next() < LEFT_OUT_SHARE));
  return {
    counts,
    strikes(fault) {
      const struck = random.next() < (rates.get(fault) ?? 0) && !left.has(fault);
      if (struck) counts.set(fault, (counts.get(fault) ?? 0) + 1);
      return struck;
    },
  };
}

/**
 * Reads `duplicate=0.3,crash=0.1`; what is not named keeps its default, and `all=0` at the head sets every one.
 * @throws with what is wrong and what is wanted
 */
export function parseRates(text: string): FaultRates {
  const given = text.split(',').map((part) => {
    const [name = '', rate = ''] = part.split('=');
    const rateShare = Number(rate);
    if (rate === '' || !(rateShare >= 0 && rateShare <= 1)) {
      throw new Error(`a fault's rate must be 0-1, got ${JSON.stringify(part)}; use --faults ${name || 'crash'}=0.1`);
    }
    if (name !== 'all' && !isFault(name)) {
      throw new Error(`a fault must be one of all, ${FAULT_KINDS.join(', ')}, got ${JSON.stringify(name)}`);
    }
    return [name, rateShare] as const;
  });
  const rates = new Map(given);
  return ratesOf((fault) => rates.get(fault) ?? rates.get('all') ?? FAULTS[fault].rate);
}

function ratesOf(rateOf: (fault: Fault) => number): FaultRates {
  return new Map(FAULT_KINDS.map((fault) => [fault, rateOf(fault)]));
}
