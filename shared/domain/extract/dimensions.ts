import type { ExtractSettings } from './extraction.ts';
import type { FieldReading } from './fields.ts';
import type { Message } from './messages.ts';
import { REQUEST_MESSAGES } from './vocabulary.ts';

/** Whom a status is about. */
export interface Dimensions {
  readonly vasid: string | null;
  readonly carrier: string | null;
}

const GRAMMAR = /^[A-Za-z0-9._:-]{1,64}$/;
/** Seven digits on end are taken for a phone number. */
const PHONE_NUMBER = /[0-9]{7}/;

/**
 * Whom a status is about: the service by the VASID of its request in the same event, else by a field; the carrier by its own
 * field or header. Values outside their grammar are null, and a service that could be a phone number is.
 * @param message the message that holds the status; null for a line without markup
 */
export function dimensionsOf(
  message: Message | null,
  around: { readonly messages: readonly Message[]; readonly fields: FieldReading; readonly settings: ExtractSettings },
): Dimensions {
  const requests = around.messages.filter(({ name }) => REQUEST_MESSAGES.has(name));
  const vasid = asService(requestOf(message, requests)?.vasid ?? null) ?? asService(around.fields.vasid);
  return { vasid, carrier: asCarrier(around.fields.carrier, around.settings.carrierAliases) };
}

/** A report is its own request; an answer's is the one with the same TransactionID, else the only one. */
function requestOf(message: Message | null, requests: readonly Message[]): Message | undefined {
  if (message && REQUEST_MESSAGES.has(message.name) && message.vasid !== null) return message;
  const { transactionId = null } = message ?? {};
  const same = requests.filter((request) => transactionId !== null && request.transactionId === transactionId);
  if (same.length === 1) return same[0];
  return requests.length === 1 ? requests[0] : undefined;
}

/** A service as it is counted; null where it could be none. */
export function asService(value: string | null): string | null {
  return value !== null && GRAMMAR.test(value) && !PHONE_NUMBER.test(value) ? value : null;
}

/** A carrier as it is counted; null where it is none. */
export function asCarrier(value: string | null, aliases: ReadonlyMap<string, string>): string | null {
  const named = value === null ? null : (aliases.get(value) ?? value);
  return named !== null && GRAMMAR.test(named) ? named : null;
}
