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

/** What comes next in a text from some offset on. */
export type Next = { readonly tag: Tag } | { readonly tag: null; readonly cut: Cut };

/** How a text ends: between tags, within a tag, or within a comment, CDATA section or declaration. */
export type Cut = 'none' | 'in-tag' | 'in-section';

const LESS = 60;
const GREATER = 62;
const SLASH = 47;

/**
 * Finds the next tag. Comments, CDATA sections, processing instructions and DOCTYPE are passed over, entities never looked
 * at, malformed markup is text. Each character is looked at a bounded number of times.
 */
export function nextTag(text: string, from: number): Next {
  let at = text.indexOf('<', from);
  while (at >= 0) {
    const after = text.charCodeAt(at + 1);
    if (after === 33 || after === 63) {
      const end = endOfSection(text, at);
      if (end < 0) return { tag: null, cut: 'in-section' };
      at = text.indexOf('<', end);
      continue;
    }
    const closes = after === SLASH;
    const nameStart = closes ? at + 2 : at + 1;
    if (nameStart >= text.length) return { tag: null, cut: 'in-tag' };
    if (isNameStart(text.charCodeAt(nameStart))) {
      const tag = readTag(text, at, nameStart, closes);
      if (tag === 'cut') return { tag: null, cut: 'in-tag' };
      if (tag) return { tag };
    }
    at = text.indexOf('<', nameStart);
  }
  return { tag: null, cut: 'none' };
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

function readTag(text: string, start: number, nameStart: number, closes: boolean): Tag | 'cut' | null {
  let at = nameStart;
  let local = nameStart;
  while (at < text.length && isName(text.charCodeAt(at))) {
    if (text.charCodeAt(at) === 58) local = at + 1;
    at += 1;
  }
  const name = text.slice(local, at);
  let quote = 0;
  for (; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === LESS) return null; // no tag holds another: this one was never finished
    if (quote !== 0) quote = char === quote ? 0 : quote;
    else if (char === 34 || char === 39) quote = char;
    else if (char === GREATER) {
      return { name, closes, empty: !closes && text.charCodeAt(at - 1) === SLASH, start, end: at + 1 };
    }
  }
  return 'cut';
}

function isNameStart(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || char === 95 || char > 127;
}

function isName(char: number): boolean {
  return isNameStart(char) || (char >= 48 && char <= 58) || char === 45 || char === 46;
}
