import { Refusal } from '#shared/domain/refusal.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { DeliverPorts } from '#shared/pipeline/deliver.ts';
import type { KeptMessage } from '#shared/ports.ts';
import type { Random } from '../../cli/local/gateway/random.ts';
import type { Fault, Weather } from './faults.ts';
import type { Invocation } from './platform.ts';
import type { Scheduler } from './scheduler.ts';

/** A Slack that fails in every way, and what it has come to hold. */
export interface SimulatedSlack {
  readonly portsOf: (invocation: Invocation) => Omit<DeliverPorts, 'deliveries'>;
  /** Notes that a message is to arrive. */
  readonly expects: (id: string) => void;
  /** Whether one has not arrived. */
  readonly lacks: (id: string) => boolean;
  readonly violations: () => string[];
}

/** Where none of these strikes, nothing may arrive twice. */
const EXCUSES: readonly Fault[] = ['slackReplyLost', 'crash', 'lostReply', 'stall', 'throttle'];
const DOWN_MS = 3 * HOUR_MS;
const LONGEST_PAUSE_MS = 10 * MINUTE_MS;

/** Starts a Slack whose every failure comes from the seed. */
export function startSlack(options: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly weather: Weather;
  readonly trace: (line: string) => void;
  readonly startMs: number;
  /** Whether somebody dies in the run whom no fault of the weather kills. */
  readonly somebodyDies: boolean;
}): SimulatedSlack {
  const { scheduler, random, weather, trace, startMs, somebodyDies } = options;
  const arrivals = new Map<string, number>();
  const expected = new Set<string>();
  const malformed = new Set<string>();
  const downUntilMs = weather.strikes('slackDown') ? startMs + DOWN_MS : startMs;

  const answer = async (messages: readonly KeptMessage[], isPlain: boolean, { isCalm }: Invocation) => {
    await scheduler.sleep(20 * random.next());
    const [{ id } = { id: '' }] = messages;
    if (isCalm) return take(messages);
    if (!isPlain && (malformed.has(id) || weather.strikes('slackRefuses'))) {
      malformed.add(id);
      throw refuse(`400 to ${id}`);
    }
    if (scheduler.nowMs() < downUntilMs) throw refuse('503');
    if (weather.strikes('slackFails')) throw refuse('500');
    if (weather.strikes('slackBusy')) throw refuse('429', LONGEST_PAUSE_MS * random.next());
    take(messages);
    if (weather.strikes('slackReplyLost')) throw new Error('Slack did not reply');
  };
  const take = (messages: readonly KeptMessage[]) => {
    trace(`slack: takes ${messages.map(({ id }) => id).join(', ')}`);
    for (const { id } of messages) arrivals.set(id, (arrivals.get(id) ?? 0) + 1);
  };
  const refuse = (status: string, retryAfterMs: number | null = null) => {
    trace(`slack: answers ${status}`);
    return new Refusal(`Slack answered ${status}`, { retryAfterMs });
  };

  return {
    portsOf: (invocation) => ({
      send: (message) => answer([message], false, invocation),
      sendTogether: (messages) => answer(messages, true, invocation),
    }),
    expects: (id) => void expected.add(id),
    lacks: (id) => !arrivals.has(id),
    violations: () => [
      ...[...expected].filter((id) => !arrivals.has(id)).map((id) => `${id} never came to Slack`),
      ...(somebodyDies || EXCUSES.some((fault) => weather.counts.has(fault))
        ? []
        : [...arrivals].filter(([, times]) => times > 1).map(([id, times]) => `${id} came to Slack ${times} times`)),
    ],
  };
}
