import type { Extraction } from './extract/extraction.ts';
import type { LogEvent } from './model.ts';
import type { Scope } from './scope.ts';
import { startOf } from './time.ts';

/** One message that failed, named so that the provider or a carrier finds it in logs of their own. */
export interface Sample extends Scope {
  readonly atMs: number;
  readonly code: number;
  /** Null where the line names none, or one that may hold a phone number. */
  readonly transactionId: string | null;
  readonly messageId: string | null;
}

/** Of one delivery; each minute, code, service and carrier keeps one. */
const MOST_OF_A_BATCH = 20;
const SUCCESS = 1000;
/** Names under which logs and MM7 itself write the two, in small letters. */
const TRANSACTION_NAMES = ['transactionid', 'transaction_id', 'tid'] as const;
const MESSAGE_NAMES = ['messageid', 'message_id', 'mid'] as const;

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const AS_ELEMENT = /^[^<>]{0,200}>\s{0,20}([^<>\s]{1,80})\s{0,20}</;
const AS_FIELD = /^["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9._:+@-]{1,80})/;

/** Samples of the failed submits of a batch that name a transaction or a message, a few. */
export function samplesOf(events: readonly LogEvent[], { statuses }: Pick<Extraction, 'statuses'>): Sample[] {
  const samples = new Map<string, Sample>();
  const eventOf = new Map(events.map((event) => [event.id, event]));
  for (const { kind, code, eventId, timestampMs, vasid, carrier } of statuses) {
    if (kind !== 'submit' || code === null || code === SUCCESS) continue;
    const place = `${startOf('minute', timestampMs)}|${code}|${vasid}|${carrier}`;
    if (samples.has(place)) continue;
    const message = eventOf.get(eventId)?.message ?? '';
    const transactionId = idIn(message, TRANSACTION_NAMES);
    const messageId = idIn(message, MESSAGE_NAMES);
    if (transactionId === null && messageId === null) continue;
    samples.set(place, { atMs: timestampMs, code, vasid, carrier, transactionId, messageId });
    if (samples.size === MOST_OF_A_BATCH) break;
  }
  return [...samples.values()];
}

/** Names are looked for one after another and each is read from its place on, within bounds, so that a line costs what it is long. */
function idIn(message: string, names: readonly string[]): string | null {
  const small = message.toLowerCase();
  for (const name of names) {
    for (let at = small.indexOf(name); at >= 0; at = small.indexOf(name, at + name.length)) {
      if (/[a-z0-9]/.test(small.charAt(at - 1))) continue;
      const rest = message.slice(at + name.length, at + name.length + 320);
      const value = (AS_ELEMENT.exec(rest) ?? AS_FIELD.exec(rest))?.[1];
      if (value !== undefined && ID.test(value) && !mayHoldPhoneNumber(value)) return value;
    }
  }
  return null;
}

/** Seven digits in a row, separated or not, may be a phone number; only those of a UUID are none. */
function mayHoldPhoneNumber(value: string): boolean {
  return !UUID.test(value) && /[0-9]{7}/.test(value.replace(/[._:-]/g, ''));
}
