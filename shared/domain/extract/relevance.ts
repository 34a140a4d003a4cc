import type { LogEvent } from '../model.ts';
import type { FieldNames } from './fields.ts';

/** Parts of the names of MM7's elements, beside those in which a word of `FieldNames.signs` stands. */
const ELEMENTS = ['Rsp', 'Req', 'Envelope', 'Fault'];

/** What begins a tag or an escape, behind which a name may be hidden. */
const MARKS = ['<', '&', '%', '\\u00'];
const HIDDEN = /&(?:amp;)*#|%(?:25)*(?:[4-7]|2[36])|\\u00[2-7]/;

/**
 * Whether an event has to be looked at when no message is open; most of a log's lines need not be. What is read has a word of
 * the log or an element of MM7 in it, or an escape that may hide one. It looks at the message as it is written: what that
 * changes are characters that stand in no name, or escapes.
 */
export function mayConcern(event: LogEvent, names: FieldNames): boolean {
  const text = event.written ?? event.message;
  if (names.signs.test(text)) return true;
  return holdsAny(text, MARKS) && (holdsAny(text, ELEMENTS) || HIDDEN.test(text));
}

/** Faster, for a handful of words, than one expression of them all. */
function holdsAny(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true;
  return false;
}
