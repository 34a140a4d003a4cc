import type { Excerpt } from '../model.ts';
import { unescapeJson } from './escapes.ts';
import { type MarkedText, type Message, readMarkup } from './messages.ts';
import { findMarkup } from './unwrap.ts';

/** Where JSON may begin. */
const OPENS_JSON = /[{[](?:\s|\\[nrt])*[\\{]/;

/**
 * The markup of a message as JSON writes it, or null where the message has to be read for it. Line ends and quotes stand in
 * markup between names and around values, where it makes no difference that they are escaped; so it does not have to be undone,
 * which takes longer than anything else that is done with a message.
 */
export function readWritten({ text, from, to }: Excerpt): MarkedText | null {
  const written = text.slice(from, to);
  const markupAt = findMarkup(written, 0);
  if (markupAt < 0 || hasOtherEscape(written) || written.includes('--')) return null;
  if (OPENS_JSON.test(written.slice(0, markupAt))) return null;
  const markup = readMarkup(written);
  const isWhole = !markup.open && markup.messages.length > 0 && markup.messages.every(isPlain);
  return isWhole ? { text: written, markup, unescaped } : null;
}

/** Whether there are escapes beside those of line ends, tabs and quotes. */
function hasOtherEscape(written: string): boolean {
  for (let at = written.indexOf('\\'); at >= 0; at = written.indexOf('\\', at + 2)) {
    if (!isHarmless(written.charCodeAt(at + 1))) return true;
  }
  return false;
}

/** `n`, `r`, `t` and `"`. */
function isHarmless(escaped: number): boolean {
  return escaped === 110 || escaped === 34 || escaped === 114 || escaped === 116;
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
