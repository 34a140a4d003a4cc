import type { LogEvent, Written } from '../model.ts';
import type { FieldNames } from './field-names.ts';

/** `status`, `mm7`, `mms` or `mmc`, by the three letters that end it: those are rare in other words. */
const SIGN = /[tm][um][s7c](?<=status|mm.)/i;
const END_OF_SIGN = /[tm][um][s7c]/i;
const BEFORE_END_OF_SIGN = 3;

/** Parts of the names of MM7's elements, beside those in which a sign stands. */
const ELEMENTS = ['Rsp', 'Req', 'Envelope', 'Fault'];

/** What begins a tag or an escape, behind which a name may be hidden. */
const MARK = /[<&%]|\\u/;
const HIDDEN = /&(?:amp;)*#|%(?:25)*(?:[4-7]|2[36])|\\u00[2-7]/;

/** Whether an event has to be looked at when no message is open. */
export type Skim = (event: LogEvent) => boolean;

/**
 * Tells which events have to be looked at; most of a log's lines need not be. What is read has a word of the log or an element
 * of MM7 in it, or an escape that may hide one. Messages are looked at as they are written, where they came so: what that
 * changes are characters that stand in no name, or escapes.
 */
export function skimFor({ ownSigns }: FieldNames): Skim {
  return (event) => {
    const written = event.written ?? lookOver(event.message);
    if (holdsSign(written)) return true;
    if (ownSigns === null && !written.isMarked) return false;
    const text = written.text.slice(written.from, written.to);
    if (ownSigns?.test(text)) return true;
    return written.isMarked && (ELEMENTS.some((element) => text.includes(element)) || HIDDEN.test(text));
  };
}

/** What is to be known of a text before it is read; of deliveries `cut.c` tells the same. */
export function lookOver(text: string): Written {
  const signAt = text.search(END_OF_SIGN);
  return { text, from: 0, to: text.length, signAt: signAt < 0 ? null : signAt, isMarked: MARK.test(text) };
}

function holdsSign({ text, from, to, signAt }: Written): boolean {
  return signAt !== null && SIGN.test(text.slice(Math.max(from, signAt - BEFORE_END_OF_SIGN), to));
}
