import { type Message, readMarkup } from './messages.ts';
import { MAY_WRAP, type Unwrapped } from './unwrap.ts';

/** What the log itself says in an event, without the markup of messages and without what customers wrote. */
export interface Words {
  /** Texts around the markup. */
  readonly ownTexts: readonly string[];
  /** These and the values of JSON, a line each. */
  readonly words: string;
  /** The same with the values' names. */
  readonly named: string;
  /** The messages in the markup. */
  readonly messages: readonly Message[];
}

/** Names under which JSON holds what a customer wrote or whom it was sent to. */
const CUSTOMER_FIELDS = new Set(['subject', 'smil', 'to', 'from', 'recipient', 'recipients', 'cc', 'bcc']);

/** Separates the log's words from what it carries. */
export function wordsOf(unwrapped: Unwrapped | undefined): Words {
  if (!unwrapped) return { ownTexts: [], words: '', named: '', messages: [] };
  const ownTexts: string[] = [];
  const messages: Message[] = [];
  for (const text of unwrapped.texts) {
    const markup = readMarkup(text);
    messages.push(...markup.messages);
    ownTexts.push(withoutSpans(text, markup.spans));
  }
  const values = unwrapped.values.filter(
    ({ name, value, quoted }) => !(quoted && MAY_WRAP.test(value)) && !CUSTOMER_FIELDS.has(name.toLowerCase()),
  );
  return {
    ownTexts,
    words: [...ownTexts, ...values.map(({ value }) => value)].join('\n'),
    named: [...ownTexts, ...values.map(({ name, value }) => `${name}=${value}`)].join('\n'),
    messages,
  };
}

function withoutSpans(text: string, spans: readonly (readonly [number, number])[]): string {
  let rest = '';
  let at = 0;
  for (const [start, end] of spans) {
    if (start > at) rest += `${text.slice(at, start)}\n`;
    at = Math.max(at, end);
  }
  return rest + text.slice(at);
}
