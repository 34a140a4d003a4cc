import type { Notification } from '#shared/domain/message/notification.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { Notifier } from '#shared/ports.ts';
import type { Random } from '../../cli/local/gateway/random.ts';
import type { Weather } from './faults.ts';
import type { Invocation } from './platform.ts';
import type { Scheduler } from './scheduler.ts';

/** An SNS that fails in every way, as the client tells it after its own attempts. */
export interface SimulatedSns {
  readonly notifierOf: (invocation: Invocation) => Notifier;
  readonly violations: () => string[];
}

const DOWN_MS = 3 * HOUR_MS;
/** What waits for ten minutes goes together; a sender may have decided a while before it sends. */
const LATE_MS = 15 * MINUTE_MS;

/**
 * Starts an SNS whose every failure comes from the seed.
 * @param arrives called with what is published, once for each time that it is sent; `copies` reach the subscribers, under one id
 */
export function startSns(options: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly weather: Weather;
  readonly trace: (line: string) => void;
  readonly startMs: number;
  readonly arrives: (notification: Notification, copies: number) => void;
}): SimulatedSns {
  const { scheduler, random, weather, trace, startMs, arrives } = options;
  const malformed = new Set<string>();
  const downUntilMs = weather.strikes('snsDown') ? startMs + DOWN_MS : startMs;
  /** Of one sender's notifications those that came late, each by itself. */
  const lateByThemselves = new Map<Invocation, string[]>();

  /** Why it is not taken; null where it is. */
  const refusalOf = ({ id, late }: Notification): string | null => {
    if (late === undefined && (malformed.has(id) || weather.strikes('snsRefuses'))) {
      malformed.add(id);
      return '400 InvalidParameter';
    }
    if (scheduler.nowMs() < downUntilMs) return '503 ServiceUnavailable';
    if (weather.strikes('snsFails')) return '500 InternalError';
    return weather.strikes('snsBusy') ? '429 Throttled' : null;
  };
  const noteLate = (notification: Notification, invocation: Invocation) => {
    const { id, late, episode } = notification;
    const entry = episode.outbox.find(({ notificationId }) => notificationId === id);
    if (late || !entry || scheduler.nowMs() - entry.claimedMs < LATE_MS) return;
    lateByThemselves.set(invocation, [...(lateByThemselves.get(invocation) ?? []), id]);
  };

  return {
    notifierOf: (invocation) => ({
      async notify(notification) {
        await scheduler.sleep(20 * random.next());
        const refusal = invocation.isCalm ? null : refusalOf(notification);
        trace(`sns: ${notification.id} ${notification.reason}${refusal === null ? '' : `, answers ${refusal}`}`);
        noteLate(notification, invocation);
        if (refusal !== null) throw new Error(`SNS answered ${refusal}`);
        arrives(notification, !invocation.isCalm && weather.strikes('snsRepeats') ? 2 : 1);
        if (!invocation.isCalm && weather.strikes('snsReplyLost')) throw new Error('SNS did not reply');
      },
    }),
    violations: () =>
      weather.counts.has('stall')
        ? []
        : [...lateByThemselves.values()]
            .filter((ids) => ids.length > 1)
            .map((ids) => `${ids.join(', ')} came late, each by itself`),
  };
}
