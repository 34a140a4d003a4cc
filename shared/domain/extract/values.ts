import { describeReportStatus } from '../catalogue.ts';

/** The text of an element up to the next tag. */
export interface ElementText {
  readonly value: string;
  /** Offset of the last character of the value that is not blank. */
  readonly lastAt: number;
  /** False where the text ends before the next tag begins. */
  readonly whole: boolean;
}

const LONGEST_VALUE = 256;
const SLASH = 47;

/** What stands in a text without belonging to it. */
const LEFT_OUT: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
];

/**
 * Reads an element's text from the end of its start tag: comments and instructions are left out, CDATA is text, numeric
 * references are undone.
 */
export function readText(text: string, from: number): ElementText {
  const end = text.indexOf('<', from);
  if (end >= 0 && end - from <= LONGEST_VALUE && text.charCodeAt(end + 1) === SLASH) {
    return {
      value: decodeNumericReferences(text.slice(from, end)),
      lastAt: lastVisible(text, end - 1, from),
      whole: true,
    };
  }
  return readPieces(text, from);
}

/** Reads text that comments, instructions or CDATA may divide. */
function readPieces(text: string, from: number): ElementText {
  let value = '';
  let at = from;
  while (value.length <= LONGEST_VALUE) {
    const next = text.indexOf('<', at);
    if (next < 0) return cutText(text, value + decodeNumericReferences(text.slice(at, at + LONGEST_VALUE)));
    value += decodeNumericReferences(text.slice(at, Math.min(next, at + LONGEST_VALUE + 1)));
    const passedOver = LEFT_OUT.find(([begin]) => text.startsWith(begin, next));
    if (passedOver) {
      const end = text.indexOf(passedOver[1], next);
      if (end < 0) return cutText(text, value);
      at = end + passedOver[1].length;
    } else if (text.startsWith('<![CDATA[', next)) {
      const end = text.indexOf(']]>', next);
      if (end < 0) return cutText(text, value + text.slice(next + 9, next + 9 + LONGEST_VALUE));
      value += text.slice(next + 9, Math.min(end, next + 9 + LONGEST_VALUE));
      at = end + 3;
    } else {
      return { value, lastAt: lastVisible(text, next - 1, from), whole: true };
    }
  }
  return { value, lastAt: from, whole: true };
}

function cutText(text: string, value: string): ElementText {
  return { value, lastAt: text.length - 1, whole: false };
}

function lastVisible(text: string, from: number, notBefore: number): number {
  let at = from;
  while (at > notBefore && text.charCodeAt(at) <= 32) at -= 1;
  return at;
}

/** A code, nothing readable, or a code that the text cuts off. */
export type CodeReading = number | 'invalid' | 'cut';

/** What a StatusCode says: blanks and leading zeros do not count; 1000–9999 is a code, nothing else is. */
export function codeIn({ value, whole }: ElementText): CodeReading {
  if (!whole && (!/[0-9][^0-9]+$/.test(value) || CUT_REFERENCE.test(value))) return 'cut';
  const code = /^\s*0*([1-9][0-9]{3})\s*(?:\]{1,2})?$/.exec(value)?.[1];
  return code === undefined ? 'invalid' : Number(code);
}

/** The beginning of a numeric reference, of which nobody knows what it would have been. */
const CUT_REFERENCE = /&(?:#[xX]?[0-9a-fA-F]{0,6})?$/;

/** What an MMStatus says: its name as the catalogue spells it or as sent, null where it is none, or cut off. */
export function statusIn({ value, whole }: ElementText): string | null | 'cut' {
  if (!whole && (!/[A-Za-z][^A-Za-z]+$/.test(value) || CUT_REFERENCE.test(value))) return 'cut';
  return parseStatus(value);
}

/** A report's status as the catalogue spells it, or as sent where it is none of the nine; null where it is not of letters. */
export function parseStatus(value: string): string | null {
  const name = value.trim();
  if (!/^[A-Za-z]{1,40}$/.test(name)) return null;
  if (name.toLowerCase() === 'unrecognised') return 'Unrecognized';
  return describeReportStatus(name)?.name ?? name;
}

function decodeNumericReferences(value: string): string {
  if (!value.includes('&#')) return value;
  return value.replace(/&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));/g, (reference, hex?: string, decimal?: string) => {
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : reference;
  });
}
