import type { JsonValue } from './json.ts';
import type { MarkedText } from './messages.ts';
import { MAY_WRAP } from './unwrap.ts';

/** Names under which JSON holds what a customer wrote or whom it was sent to. */
const CUSTOMER_FIELDS = new Set(['subject', 'smil', 'to', 'from', 'recipient', 'recipients', 'cc', 'bcc']);

/** What the log itself says in an event: its texts around the markup and the values of its JSON that carry none, a line each. */
export function wordsOf(ownTexts: readonly string[], values: readonly JsonValue[]): string {
  return [...ownTexts, ...values.filter(isOfTheLog).map(({ value }) => value)].join('\n');
}

/** The same with the values' names. */
export function namedWordsOf(ownTexts: readonly string[], values: readonly JsonValue[]): string {
  return [...ownTexts, ...values.filter(isOfTheLog).map(({ name, value }) => `${name}=${value}`)].join('\n');
}

function isOfTheLog({ name, value, quoted }: JsonValue): boolean {
  return !(quoted && MAY_WRAP.test(value)) && !CUSTOMER_FIELDS.has(name.toLowerCase());
}

/** A text without the markup of messages. */
export function withoutMarkup({ text, markup }: MarkedText): string {
  if (markup.spans.length === 0) return text;
  let rest = '';
  let at = 0;
  for (const [start, end] of markup.spans) {
    if (start > at) rest += `${text.slice(at, start)}\n`;
    at = Math.max(at, end);
  }
  return rest + text.slice(at);
}
