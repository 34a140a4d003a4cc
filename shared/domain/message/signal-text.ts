import type { Signal } from '../detect/signal.ts';
import type { Episode } from '../episode.ts';
import { describeScope, EVERYTHING } from '../scope.ts';
import { formatTimeOfDay } from '../time.ts';

type Told = Pick<Episode, 'scope' | 'sinceMs' | 'errors' | 'messages' | 'usualShare' | 'logGroups'>;

/** What a signal says that stands in an episode where codes do. */
export interface SignalWords {
  readonly title: string;
  /** What is seen, since when. */
  readonly seen: (episode: Told) => string;
  /** What it came to, once it is over. */
  readonly total: (episode: Told) => string;
  readonly advice: string;
  /** What its end says of itself. */
  readonly over: string;
}

/** The words of each signal. */
export const SIGNAL_WORDS: Readonly<Record<Signal, SignalWords>> = {
  delivery: {
    title: 'Delivery fails',
    seen: (episode) => `${failed(episode)} ${since(episode)}, expected ${expected(episode)}`,
    total: (episode) => `${failed(episode)} in that time`,
    advice: 'submits are accepted and their messages do not arrive; a matter for the carrier, through the provider',
    over: 'delivery is normal again',
  },
  'silent-loss': {
    title: 'Delivery reports stop',
    seen: (episode) => `${missing(episode)} ${since(episode)}, though submits are accepted`,
    total: (episode) => `${missing(episode)} in that time`,
    advice:
      'messages may be lost, or only their reports; a matter for the provider, unless our own receiver of reports is down',
    over: 'reports come again',
  },
  'no-traffic': {
    title: 'No submits',
    seen: (episode) => `no submit ${since(episode)}, ${usual(episode)} are usual in that time; logs are heard`,
    total: (episode) => `${usual(episode)} would have been usual in that time`,
    advice: 'nothing is sent: look at what feeds the gateway, and at the gateway itself',
    over: 'submits come again',
  },
  'no-logs': {
    title: 'No logs',
    seen: (episode) =>
      `nothing heard of ${groups(episode)} ${since(episode)}, ${usual(episode)} events are usual in that time`,
    total: (episode) => `${usual(episode)} events would have been usual in that time`,
    advice:
      'whether anything fails is not known meanwhile: look at the gateway, its log agent, and the subscription filter',
    over: 'logs are heard again',
  },
};

/** `Delivery fails: carrier 31003`, `No logs: /mms/gateway`. */
export function signalTitle(signal: Signal, episode: Pick<Episode, 'scope' | 'logGroups'>): string {
  return `${SIGNAL_WORDS[signal].title}: ${signal === 'no-logs' ? groups(episode) : describeScope(episode.scope)}`;
}

function groups({ logGroups = [] }: Pick<Episode, 'logGroups'>): string {
  const [first, ...others] = logGroups;
  if (first === undefined) return describeScope(EVERYTHING);
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function since({ sinceMs }: Told): string {
  return `since ${formatTimeOfDay(sinceMs)} UTC`;
}

function failed({ errors, messages }: Told): string {
  return `${count(errors)} of ${count(messages)} final delivery reports say that it failed`;
}

function missing({ errors, messages }: Told): string {
  return `${count(errors)} of ${count(messages)} final delivery reports that were due did not come`;
}

function expected({ usualShare, messages }: Told): string {
  return count(Math.round(usualShare * messages));
}

function usual({ messages }: Told): string {
  return count(messages);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
