import { Refusal } from '../domain/refusal.ts';
import { HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { Claim, DeliveryLog, KeptMessage } from '../ports.ts';

/** Whether a message is brought for the first time, or was brought before and may have arrived without an answer. */
export type Attempt = Exclude<Claim, 'taken'>;

/** What deliver needs. */
export interface DeliverPorts {
  readonly deliveries: DeliveryLog;
  /** Rejects where the channel has not taken it, with a `Refusal` where that says when to try again. */
  readonly send: (message: KeptMessage, attempt: Attempt) => Promise<void>;
  /** Brings what comes late, together as one and in the plainest form; any of it may have arrived before. */
  readonly sendTogether: (messages: readonly KeptMessage[]) => Promise<void>;
}

/** What became of a message: the channel has it, somebody else has seen or sees to it, or it is kept and tried again. */
export type Delivered =
  | { readonly outcome: 'sent' | 'repeated' }
  | { readonly outcome: 'kept'; readonly cause: unknown };

/** Whoever claimed a message and did not say that it was sent has died by then. */
const CLAIM_MS = 2 * MINUTE_MS;
/** One that is refused for so long may be refused for its form, and goes in the plainest there is. */
const PLAIN_AFTER_MS = 10 * MINUTE_MS;
/** The longest that a channel is believed which asks to be left alone. */
const LONGEST_PAUSE_MS = HOUR_MS;

/**
 * Brings a notification to one channel: claims it, sends it, notes that it was sent. A repeat is dropped. What the channel does not
 * take is kept, and brought by `redeliver`; so an outage of the channel loses nothing, and what calls this need not call again.
 */
export async function deliver(message: KeptMessage, nowMs: number, ports: DeliverPorts): Promise<Delivered> {
  const claim = await ports.deliveries.claim(message, nowMs, nowMs + CLAIM_MS);
  return claim === 'taken' ? { outcome: 'repeated' } : sendClaimed([message], claim, nowMs, ports);
}

/** Brings what a channel has not taken before, together as one where it is several. Null where nothing waits. */
export async function redeliver(nowMs: number, ports: DeliverPorts): Promise<Delivered | null> {
  const claimed: KeptMessage[] = [];
  for (const message of await ports.deliveries.listUnsent(nowMs))
    if ((await ports.deliveries.claim(message, nowMs, nowMs + CLAIM_MS)) !== 'taken') claimed.push(message);
  return claimed.length === 0 ? null : sendClaimed(claimed, 'again', nowMs, ports);
}

async function sendClaimed(
  messages: readonly KeptMessage[],
  attempt: Attempt,
  nowMs: number,
  ports: DeliverPorts,
): Promise<Delivered> {
  const [first] = messages;
  if (!first) return { outcome: 'sent' };
  try {
    await (isNews(messages, nowMs) ? ports.send(first, attempt) : ports.sendTogether(messages));
  } catch (cause) {
    const pauseMs = cause instanceof Refusal ? Math.min(cause.retryAfterMs ?? 0, LONGEST_PAUSE_MS) : 0;
    if (pauseMs > CLAIM_MS) for (const message of messages) await ports.deliveries.postpone(message, nowMs + pauseMs);
    return { outcome: 'kept', cause };
  }
  for (const { id } of messages) await ports.deliveries.noteSent(id, nowMs);
  return { outcome: 'sent' };
}

function isNews(messages: readonly KeptMessage[], nowMs: number): boolean {
  return messages.length === 1 && messages.every(({ atMs }) => nowMs - atMs < PLAIN_AFTER_MS);
}
