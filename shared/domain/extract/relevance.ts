import type { Excerpt, LogEvent } from '../model.ts';
import type { FieldNames } from './field-names.ts';

/** Parts of the names of MM7's elements, beside those in which a word of `FieldNames.signs` stands. */
const ELEMENTS = ['Rsp', 'Req', 'Envelope', 'Fault'];

/** What begins a tag or an escape, behind which a name may be hidden. */
const MARKS = ['<', '&', '%', '\\u00'];
const HIDDEN = /&(?:amp;)*#|%(?:25)*(?:[4-7]|2[36])|\\u00[2-7]/;

/** Whether an event has to be looked at when no message is open. */
export type Skim = (event: LogEvent) => boolean;

/**
 * Starts telling which events of a batch have to be looked at; most of a log's lines need not be. What is read has a word of
 * the log or an element of MM7 in it, or an escape that may hide one. It looks at the messages as they are written: what that
 * changes are characters that stand in no name, or escapes. Where they stand in one text, each sign is sought through that
 * text but once.
 */
export function startSkimming({ signs }: FieldNames): Skim {
  const holdsSign = startSeeking((text, from) => {
    signs.lastIndex = from;
    return signs.test(text) ? signs.lastIndex - 1 : -1;
  });
  const holdsMark = MARKS.map((mark) => startSeeking((text, from) => text.indexOf(mark, from)));
  return (event) => {
    const written = event.written ?? whole(event.message);
    if (holdsSign(written)) return true;
    if (!holdsMark.some((holds) => holds(written))) return false;
    const text = written.text.slice(written.from, written.to);
    return ELEMENTS.some((element) => text.includes(element)) || HIDDEN.test(text);
  };
}

/** Asked of one excerpt of a text after another, it passes each place of the text once. */
function startSeeking(find: (text: string, from: number) => number): (excerpt: Excerpt) => boolean {
  let sought = '';
  let foundAt = -1;
  return ({ text, from, to }) => {
    if (text !== sought || foundAt < from) {
      const at = find(text, from);
      foundAt = at < 0 ? Number.POSITIVE_INFINITY : at;
      sought = text;
    }
    return foundAt < to;
  };
}

function whole(text: string): Excerpt {
  return { text, from: 0, to: text.length };
}
