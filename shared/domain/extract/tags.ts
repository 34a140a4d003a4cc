/** A start or end tag as it stands in a text; positions are offsets in UTF-16 units. */
export interface Tag {
  /** Name without its prefix. */
  readonly name: string;
  readonly closes: boolean;
  /** `<Name/>`: starts and ends at once. */
  readonly empty: boolean;
  readonly start: number;
  /** Just after its `>`; the end of the text, where that cuts it off among its attributes. */
  readonly end: number;
}

const EXCLAMATION = 33;
const QUESTION = 63;
const COLON = 58;
const GREATER = 62;
const SLASH = 47;
const BLANK = 32;
const QUOTE = 39;
const DOUBLE_QUOTE = 34;

/**
 * The next tag at or after an offset, or null. Comments, CDATA sections, processing instructions and DOCTYPE are passed over,
 * entities never looked at, malformed markup is text. Each character is looked at a bounded number of times.
 * @param names tags of other names are passed over without being read, which takes less time
 */
export function nextTag(text: string, from: number, names?: KnownNames): Tag | null {
  let at = text.indexOf('<', from);
  while (at >= 0) {
    const after = text.charCodeAt(at + 1);
    if (after === EXCLAMATION || after === QUESTION) {
      const end = endOfSection(text, at);
      if (end < 0) return null;
      at = text.indexOf('<', end);
      continue;
    }
    const nameAt = after === SLASH ? at + 2 : at + 1;
    let localAt = nameAt;
    let nameEnd = nameAt;
    for (let char = text.charCodeAt(nameAt); isName(char); char = text.charCodeAt(nameEnd)) {
      nameEnd += 1;
      if (char === COLON) localAt = nameEnd;
    }
    if (isNameStart(text.charCodeAt(nameAt))) {
      const name = names === undefined ? text.slice(localAt, nameEnd) : names(text, localAt, nameEnd);
      const tag = name === undefined ? null : readTag(text, at, name, nameEnd);
      if (tag) return tag;
      if (name === undefined && text.charCodeAt(nameEnd) !== GREATER)
        nameEnd = Math.max(nameEnd, endOfAttributes(text, nameEnd));
    }
    at = text.indexOf('<', nameEnd);
  }
  return null;
}

/** The one of the names that are looked for which stands between two offsets of a text. */
export type KnownNames = (text: string, from: number, to: number) => string | undefined;

const BEGINNINGS = 1024;

/** Makes names ready to be looked for: they are told from most others by their first two letters. */
export function knownNames(names: Iterable<string>): KnownNames {
  const byBeginning: (string[] | undefined)[] = new Array(BEGINNINGS).fill(undefined);
  for (const name of names) {
    const beginning = beginningOf(name, 0);
    byBeginning[beginning] = [...(byBeginning[beginning] ?? []), name];
  }
  return (text, from, to) => {
    const known = byBeginning[beginningOf(text, from)];
    if (known === undefined) return undefined;
    for (const name of known) if (name.length === to - from && text.startsWith(name, from)) return name;
    return undefined;
  };
}

function beginningOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & (BEGINNINGS - 1);
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

/** The tag that begins at an offset and whose name ends at another; null where it was never finished. */
function readTag(text: string, start: number, name: string, nameEnd: number): Tag | null {
  const greaterAt = text.charCodeAt(nameEnd) === GREATER ? nameEnd : endOfAttributes(text, nameEnd);
  const closes = text.charCodeAt(start + 1) === SLASH;
  if (greaterAt < 0) {
    const isCut = !closes && nextLess(text, nameEnd) === text.length && isBeforeAttribute(text, nameEnd);
    return isCut ? { name, closes, empty: false, start, end: text.length } : null;
  }
  const empty = !closes && text.charCodeAt(greaterAt - 1) === SLASH;
  return { name, closes, empty, start, end: greaterAt + 1 };
}

/** How far the attributes of a tag are followed that quote other tags. */
const LONGEST_QUOTING = 4096;

/**
 * Where the `>` stands that is not in quotes; -1 where none does before the next tag begins, since no tag holds another but in
 * the value of an attribute.
 */
function endOfAttributes(text: string, from: number): number {
  let last = nextLess(text, from);
  for (let at = from; at < last; at++) {
    const char = text.charCodeAt(at);
    if (char === GREATER) return at;
    if (char !== DOUBLE_QUOTE && char !== QUOTE) continue;
    const quoteAt = at;
    at = text.indexOf(char === QUOTE ? "'" : '"', at + 1);
    if (at < 0) break;
    if (at > last && at - from < LONGEST_QUOTING && isAttributeValue(text, quoteAt, at)) last = nextLess(text, at);
  }
  return -1;
}

const FIRST_ATTRIBUTE = /\s*(?:$|\s[\w:.-]{1,64}(?:=|$))/y;

/** Whether the text ends behind a name, or an attribute begins there. */
function isBeforeAttribute(text: string, nameEnd: number): boolean {
  FIRST_ATTRIBUTE.lastIndex = nameEnd;
  return FIRST_ATTRIBUTE.test(text);
}

function nextLess(text: string, from: number): number {
  const lessAt = text.indexOf('<', from);
  return lessAt < 0 ? text.length : lessAt;
}

/** Whether two quotes stand around the value of an attribute, and not one of them in what another tag holds. */
function isAttributeValue(text: string, quoteAt: number, endAt: number): boolean {
  const after = text.charCodeAt(endAt + 1);
  return text.charAt(quoteAt - 1) === '=' && (after <= BLANK || after === GREATER || after === SLASH);
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
