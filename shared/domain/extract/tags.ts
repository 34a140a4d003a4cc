import { charactersOf } from './characters.ts';
import { type Role, rolesByName } from './vocabulary.ts';

/** A start or end tag as it stands in a text; positions are offsets in UTF-16 units. */
export interface Tag {
  /** Name without its prefix. */
  readonly name: string;
  /** What an element of this name is here; undefined where it is nothing to us. */
  readonly role: Role | undefined;
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
 * Goes through the tags of a text and is each of them in turn. Comments, CDATA sections, processing instructions and DOCTYPE are
 * passed over, entities never looked at, malformed markup is text. Each character is looked at a bounded number of times.
 */
export class Tags implements Tag {
  /** V8 forgets a class of which nothing is left between deliveries, and with it the code compiled for it; so one is kept. */
  static readonly kept = new Tags('');

  name = '';
  role: Role | undefined;
  closes = false;
  empty = false;
  start = 0;
  end = 0;
  readonly #text: string;
  readonly #characters: Uint8Array;

  constructor(text: string) {
    this.#text = text;
    this.#characters = charactersOf(text);
  }

  /**
   * Goes on to the next tag; false where there is none.
   * @param others whether to stop at tags without a role too; passing over them takes less time
   */
  next(others: boolean): boolean {
    const text = this.#text;
    const characters = this.#characters;
    let at = text.indexOf('<', this.end);
    while (at >= 0) {
      const after = characters[at + 1] as number;
      if (after === EXCLAMATION || after === QUESTION) {
        const end = endOfSection(text, at);
        if (end < 0) return false;
        at = text.indexOf('<', end);
        continue;
      }
      const nameAt = after === SLASH ? at + 2 : at + 1;
      let nameEnd = nameAt;
      while (IN_NAME[characters[nameEnd] as number] === 1) nameEnd += 1;
      if (nameEnd > nameAt && IN_NAME_START[characters[nameAt] as number] === 1) {
        const known = rolesByName.endingAt(characters, nameEnd);
        if ((known !== undefined || others) && this.#read(at, nameEnd)) {
          this.name = known === undefined ? text.slice(localNameAt(characters, nameEnd), nameEnd) : known.name;
          this.role = known?.meaning;
          return true;
        }
        if (known === undefined && !others && characters[nameEnd] !== GREATER) {
          nameEnd = Math.max(nameEnd, endOfAttributes(text, characters, nameEnd));
        }
      }
      at = text.indexOf('<', nameEnd);
    }
    return false;
  }

  /** Reads the rest of the tag that begins at an offset and whose name ends at another; false where it was never finished. */
  #read(start: number, nameEnd: number): boolean {
    const characters = this.#characters;
    const greaterAt = characters[nameEnd] === GREATER ? nameEnd : endOfAttributes(this.#text, characters, nameEnd);
    this.closes = characters[start + 1] === SLASH;
    this.start = start;
    this.empty = greaterAt >= 0 && !this.closes && characters[greaterAt - 1] === SLASH;
    this.end = greaterAt < 0 ? this.#text.length : greaterAt + 1;
    return greaterAt >= 0 || (!this.closes && isCutOff(this.#text, nameEnd));
  }
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

/** Where the name that ends at an offset begins, without its prefix. */
function localNameAt(characters: Uint8Array, nameEnd: number): number {
  let at = nameEnd;
  while (IN_NAME[characters[at - 1] as number] === 1 && characters[at - 1] !== COLON) at -= 1;
  return at;
}

/** How far the attributes of a tag are followed that quote other tags. */
const LONGEST_QUOTING = 4096;

/**
 * Where the `>` stands that is not in quotes; -1 where none does before the next tag begins, since no tag holds another but in
 * the value of an attribute.
 */
function endOfAttributes(text: string, characters: Uint8Array, from: number): number {
  let last = nextLess(text, from);
  for (let at = from; at < last; at++) {
    const char = characters[at];
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

/** Whether the text ends behind a name or among the attributes that begin there. */
function isCutOff(text: string, nameEnd: number): boolean {
  FIRST_ATTRIBUTE.lastIndex = nameEnd;
  return nextLess(text, nameEnd) === text.length && FIRST_ATTRIBUTE.test(text);
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

/** Which characters a name begins with. */
const IN_NAME_START = Uint8Array.from({ length: 129 }, (_, char) =>
  Number(/[A-Za-z_\x80]/.test(String.fromCharCode(char))),
);

/** Which characters stand in names. */
const IN_NAME = Uint8Array.from({ length: 129 }, (_, char) => Number(/[\w:.\x80-]/.test(String.fromCharCode(char))));
