import { unescapeJson } from './escapes.ts';

/** A value in a JSON text with the name it stands under; values of arrays stand under the array's. */
export interface JsonValue {
  readonly name: string;
  /** A string without its quotes and escapes, a number, `true`, `false` or `null` as written; the name of an object that is a message. */
  readonly value: string;
  readonly quoted: boolean;
  /** Whether it stands directly in an array. */
  readonly listed: boolean;
}

/** A JSON object or array within a text; it may be cut off by the end. */
export interface JsonPart {
  readonly start: number;
  readonly end: number;
  readonly values: readonly JsonValue[];
}

/** An object of this name says of what its members are. */
const MESSAGE = /(?:Rsp|Req)$/;

const BACKSLASH = 92;
const DEEPEST = 2_000;

/** Where the first JSON object, or array of objects or strings, begins at or after an offset; -1 where none does. */
export function findJson(text: string, from: number): number {
  for (let at = nextOpening(text, from); at >= 0; at = nextOpening(text, at + 1)) {
    const first = skipBlanks(text, at + 1);
    const char = text.charAt(first);
    if (char === '"' || (char === '{' && text.charAt(at) === '[')) return at;
    at = Math.max(at, first - 1); // blanks are passed over once
  }
  return -1;
}

/**
 * Reads the JSON that begins at an offset, in one pass and without recursion. It ends where its brackets do, where the text
 * does, or where it ceases to be JSON; what was read until then is kept.
 */
export function readJson(text: string, start: number): JsonPart {
  const values: JsonValue[] = [];
  const names: string[] = [''];
  const brackets: string[] = [];
  let name = '';
  let at = start;
  while (at < text.length) {
    at = skipBlanks(text, at);
    const char = text.charAt(at);
    if (char === '{' || char === '[') {
      if (names.length > DEEPEST) break;
      if (char === '{' && MESSAGE.test(name)) values.push({ name, value: name, quoted: false, listed: false });
      names.push(name);
      brackets.push(char);
      at += 1;
    } else if (char === '}' || char === ']') {
      name = names.pop() ?? '';
      brackets.pop();
      at += 1;
      if (names.length <= 1) break;
    } else if (char === '"') {
      const string = readString(text, at);
      at = string.end;
      const next = skipBlanks(text, at);
      if (text.charAt(next) === ':') {
        name = string.value;
        at = next + 1;
      } else {
        values.push({ name, value: string.value, quoted: true, listed: brackets.at(-1) === '[' });
      }
    } else if (char === ',') {
      at += 1;
    } else {
      const literal = readLiteral(text, at);
      if (literal === '') break;
      values.push({ name, value: literal, quoted: false, listed: brackets.at(-1) === '[' });
      at += literal.length;
    }
  }
  return { start, end: Math.max(at, start + 1), values };
}

function readString(text: string, quoteAt: number): { readonly value: string; readonly end: number } {
  let end = text.indexOf('"', quoteAt + 1);
  while (end >= 0 && (isEscaped(text, end, quoteAt) || !isClosing(text, end))) end = text.indexOf('"', end + 1);
  const written = text.slice(quoteAt + 1, end < 0 ? text.length : end);
  return { value: written.includes('\\') ? unescapeJson(written) : written, end: end < 0 ? text.length : end + 1 };
}

/** A quote behind a backslash closes a string only where JSON goes on: in what Python prints, every backslash is doubled. */
function isClosing(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) !== BACKSLASH || ',:}]'.includes(text.charAt(skipBlanks(text, at + 1)));
}

/** Whether a character follows an odd number of backslashes. */
function isEscaped(text: string, at: number, notBefore: number): boolean {
  let backslash = at - 1;
  while (backslash > notBefore && text.charCodeAt(backslash) === BACKSLASH) backslash -= 1;
  return (at - backslash) % 2 === 0;
}

const LITERAL = /[A-Za-z0-9.+-]+/y;

/** A number or a word as in `true`; empty where neither stands. */
function readLiteral(text: string, from: number): string {
  LITERAL.lastIndex = from;
  return LITERAL.exec(text)?.[0] ?? '';
}

const OPENING = /[{[]/g;

function nextOpening(text: string, from: number): number {
  OPENING.lastIndex = from;
  return OPENING.exec(text)?.index ?? -1;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return at;
}
