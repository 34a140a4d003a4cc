/** A start or end tag as it stands in a text; positions are offsets in UTF-16 units. */
export interface Tag {
  /** Name without its prefix. */
  readonly name: string;
  readonly closes: boolean;
  /** `<Name/>`: starts and ends at once. */
  readonly empty: boolean;
  readonly start: number;
  /** Just after its `>`. */
  readonly end: number;
}

/** How a text ends: between tags, within a tag, or within a comment, CDATA section or declaration. */
export type Cut = 'none' | 'in-tag' | 'in-section';

const COLON = 58;
const GREATER = 62;
const SLASH = 47;
const QUOTE = 39;
const DOUBLE_QUOTE = 34;

/**
 * Finds the next tag, or how the text ends without one. Comments, CDATA sections, processing instructions and DOCTYPE are
 * passed over, entities never looked at, malformed markup is text. Each character is looked at a bounded number of times.
 */
export function nextTag(text: string, from: number): Tag | Cut {
  let at = text.indexOf('<', from);
  while (at >= 0) {
    const after = text.charCodeAt(at + 1);
    if (after === 33 || after === 63) {
      const end = endOfSection(text, at);
      if (end < 0) return 'in-section';
      at = text.indexOf('<', end);
      continue;
    }
    const closes = after === SLASH;
    const nameStart = closes ? at + 2 : at + 1;
    if (nameStart >= text.length) return 'in-tag';
    if (isNameStart(text.charCodeAt(nameStart))) {
      const tag = readTag(text, at, nameStart, closes);
      if (tag) return tag;
    }
    at = text.indexOf('<', nameStart);
  }
  return 'none';
}

/** End of the comment, CDATA section, instruction or declaration at an offset; -1 where it does not end. */
function endOfSection(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
  if (text.startsWith('<?', at)) return after(text, '>', at + 2);
  const close = text.indexOf('>', at);
  if (close < 0) return -1;
  return text.slice(at, close).includes('[') ? after(text, ']>', at) : close + 1;
}

function after(text: string, token: string, from: number): number {
  const found = text.indexOf(token, from);
  return found < 0 ? -1 : found + token.length;
}

function readTag(text: string, start: number, nameStart: number, closes: boolean): Tag | 'in-tag' | null {
  let at = nameStart;
  let nameAt = nameStart;
  for (let char = text.charCodeAt(at); isName(char); char = text.charCodeAt(at)) {
    at += 1;
    if (char === COLON) nameAt = at;
  }
  const greaterAt = text.charCodeAt(at) === GREATER ? at : endOfAttributes(text, at);
  if (greaterAt < 0) return greaterAt === NEVER_FINISHED ? null : 'in-tag';
  const empty = !closes && text.charCodeAt(greaterAt - 1) === SLASH;
  return { name: text.slice(nameAt, at), closes, empty, start, end: greaterAt + 1 };
}

const CUT_OFF = -1;
const NEVER_FINISHED = -2;

/** Where the `>` stands that is not in quotes; no tag holds another, so that one that meets a `<` was never finished. */
function endOfAttributes(text: string, from: number): number {
  const lessAt = text.indexOf('<', from);
  const last = lessAt < 0 ? text.length : lessAt;
  for (let at = from; at < last; at++) {
    const char = text.charCodeAt(at);
    if (char === GREATER) return at;
    if (char === DOUBLE_QUOTE || char === QUOTE) at = text.indexOf(char === QUOTE ? "'" : '"', at + 1);
    if (at < 0) break;
  }
  return lessAt < 0 ? CUT_OFF : NEVER_FINISHED;
}

function isNameStart(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || char === 95 || char > 127;
}

/** Which characters below 128 stand in names. */
const IN_NAME = Uint8Array.from({ length: 128 }, (_, char) => {
  const isDigitOrColon = char >= 48 && char <= COLON;
  return Number(isNameStart(char) || isDigitOrColon || char === 45 || char === 46);
});

/** False for the NaN beyond the end of the text too. */
function isName(char: number): boolean {
  return char > 127 || IN_NAME[char] === 1;
}
