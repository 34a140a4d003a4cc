import type { JsonValue } from './json.ts';
import type { MarkedText } from './messages.ts';
import { MAY_WRAP } from './unwrap.ts';

/** What the log itself says in an event, without the markup of messages and without what customers wrote. */
export interface Words {
  /** Texts around the markup and the values of JSON, a line each. */
  readonly words: string;
  /** The same with the values' names. */
  readonly named: string;
}

/** Names under which JSON holds what a customer wrote or whom it was sent to. */
const CUSTOMER_FIELDS = new Set(['subject', 'smil', 'to', 'from', 'recipient', 'recipients', 'cc', 'bcc']);

/** The log's words: its texts around the markup, and the values of its JSON that carry none. */
export function wordsOf(ownTexts: readonly string[], values: readonly JsonValue[]): Words {
  const own = values.filter(
    ({ name, value, quoted }) => !(quoted && MAY_WRAP.test(value)) && !CUSTOMER_FIELDS.has(name.toLowerCase()),
  );
  return {
    words: [...ownTexts, ...own.map(({ value }) => value)].join('\n'),
    named: [...ownTexts, ...own.map(({ name, value }) => `${name}=${value}`)].join('\n'),
  };
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
