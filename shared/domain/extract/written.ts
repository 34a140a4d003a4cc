import type { Excerpt } from '../model.ts';
import { unescapeJson } from './escapes.ts';
import { findJson } from './json.ts';
import { type MarkedText, type Message, readMarkup } from './messages.ts';
import { findMarkup } from './unwrap.ts';

/** Escapes of JSON but those of line ends, tabs and quotes. */
const OTHER_ESCAPE = /\\[^nrt"]/;

/**
 * The markup of a message as JSON writes it, or null where the message has to be read for it. Line ends and quotes stand in
 * markup between names and around values, where it makes no difference that they are escaped; so it does not have to be undone,
 * which takes longer than anything else that is done with a message.
 */
export function readWritten({ text, from, to }: Excerpt): MarkedText | null {
  const written = text.slice(from, to);
  const markupAt = findMarkup(written, 0);
  if (markupAt < 0 || OTHER_ESCAPE.test(written) || written.includes('--')) return null;
  if (findJson(unescaped(written.slice(0, markupAt)), 0) >= 0) return null;
  const markup = readMarkup(written);
  const isWhole = !markup.open && markup.messages.length > 0 && markup.messages.every(isPlain);
  return isWhole ? { text: written, markup, unescaped } : null;
}

function unescaped(written: string): string {
  return written.includes('\\') ? unescapeJson(written) : written;
}

/** Whether what was read of a message holds no escape. */
function isPlain({ kind, code, status, vasid, transactionId }: Message): boolean {
  if (kind !== null && typeof code !== 'number' && typeof status !== 'string') return false;
  return !hasEscape(vasid) && !hasEscape(transactionId);
}

function hasEscape(value: string | null): boolean {
  return value?.includes('\\') ?? false;
}
