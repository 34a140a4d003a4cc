import { withoutAttachments } from './attachments.ts';
import { unescapeEntities, unescapeJson, unescapePercent } from './escapes.ts';
import { normaliseName } from './field-names.ts';
import { findJson, type JsonValue, readJson } from './json.ts';
import { VOCABULARY } from './vocabulary.ts';

/** A log event without its wrappers. */
export interface Unwrapped {
  /** Texts in which markup stands as such, in the order of the event. */
  readonly texts: readonly string[];
  /** Values of JSON around and in them. */
  readonly values: readonly JsonValue[];
  /** The wrappers that were taken off, for who wants to know how a line was read. */
  readonly wrappers: readonly Wrapper[];
}

/** A form in which log lines carry a message. */
export type Wrapper = 'json' | 'json-escapes' | 'entities' | 'percent-encoding';

/** Escapes are undone as often as they were applied, to this depth. */
const MOST_LEVELS = 8;

/**
 * Takes off what a message is wrapped in: JSON at any depth, markup escaped as a whole, percent-encoding. Where markup of
 * MM7 stands as such, nothing more is undone: what is escaped within it is text.
 */
export function unwrap(message: string): Unwrapped {
  const found = { texts: [] as string[], values: [] as JsonValue[], wrappers: [] as Wrapper[] };
  unwrapText(message, 0, found);
  return found;
}

interface Found {
  readonly texts: string[];
  readonly values: JsonValue[];
  readonly wrappers: Wrapper[];
}

const ESCAPE = '\u001b';
/** Colours for a terminal. */
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;:]{0,16}[A-Za-z]`, 'g');

function unwrapText(written: string, level: number, found: Found): void {
  const text = written.includes(ESCAPE) ? written.replace(COLOUR, '') : written;
  let markupAt = findMarkup(text, 0);
  let plainFrom = 0;
  let searchFrom = 0;
  for (;;) {
    const jsonAt = findJson(markupAt < 0 ? text : text.slice(0, markupAt), searchFrom); // braces within markup are text
    if (jsonAt < 0) break;
    const part = readJson(text, jsonAt);
    searchFrom = part.end;
    if (part.values.length === 0) continue;
    if (jsonAt > plainFrom) unwrapPlain(text.slice(plainFrom, jsonAt), level, found, false);
    plainFrom = part.end;
    found.wrappers.push('json');
    for (const value of part.values) {
      found.values.push(value);
      if (
        value.quoted &&
        level < MOST_LEVELS &&
        MAY_WRAP.test(value.value) &&
        !NO_STATEMENTS.has(normaliseName(value.name))
      )
        unwrapText(value.value, level + 1, found);
    }
    if (markupAt >= 0 && markupAt < plainFrom) markupAt = findMarkup(text, plainFrom);
  }
  if (plainFrom === 0) unwrapPlain(text, level, found, markupAt >= 0);
  else if (plainFrom < text.length) unwrapPlain(text.slice(plainFrom), level, found, markupAt >= 0);
}

/** Something in which markup, further JSON, fields or a header can stand. */
export const MAY_WRAP = /[<&%{\\=]|-carrier-id:/i;

function unwrapPlain(text: string, level: number, found: Found, hasMarkup: boolean): void {
  const layer = level < MOST_LEVELS ? escapeOf(text, hasMarkup) : null;
  const unescaped = layer === null ? text : layer.undo(text);
  if (layer === null || unescaped === text) {
    found.texts.push(withoutAttachments(text));
    return;
  }
  found.wrappers.push(layer.wrapper);
  unwrapText(unescaped, level + 1, found);
}

interface Escape {
  readonly wrapper: Wrapper;
  readonly undo: (text: string) => string;
}

const JSON_ESCAPES: Escape = { wrapper: 'json-escapes', undo: unescapeJson };
const ENTITIES: Escape = { wrapper: 'entities', undo: unescapeEntities };
const PERCENT: Escape = { wrapper: 'percent-encoding', undo: unescapePercent };

/** The escape under which a text lies as a whole, or null. */
function escapeOf(text: string, hasMarkup: boolean): Escape | null {
  const hasBackslash = text.includes('\\');
  if (hasMarkup) return hasBackslash && /<\\{1,128}\/|=\\{1,128}"|>\\{1,128}[nrt]/.test(text) ? JSON_ESCAPES : null;
  if (hasBackslash && /\\u00(?:3[cC]|2[56])|\\"|<\\{1,128}\//.test(text)) return JSON_ESCAPES;
  if (text.includes('&') && /&(?:lt|#0*60|#[xX]0*3[cC]|amp);/.test(text)) return ENTITIES;
  if (
    text.includes('%') &&
    /%(?:3[cC]|(?:25)+(?:3[cC]|26)|26(?:lt|amp|%23|#)|5[cC](?:%22|%2[fF]|u003[cC])|7[bB]%22)/.test(text)
  )
    return PERCENT;
  return null;
}

/** Undoes in the rest of a text what was undone in its beginning, for a rest too short to show by itself how it is wrapped. */
export function unwrapLike(text: string, wrappers: readonly Wrapper[]): string {
  return wrappers.slice(0, MOST_LEVELS).reduce((rest, wrapper) => UNDO[wrapper](rest), text);
}

const UNDO: Readonly<Record<Wrapper, (text: string) => string>> = {
  json: unescapeJson,
  'json-escapes': unescapeJson,
  entities: unescapeEntities,
  'percent-encoding': unescapePercent,
};

/** Under these names stands what a customer or a provider wrote for people: nothing in it is a statement of the log. */
const NO_STATEMENTS: ReadonlySet<string> = new Set(['subject', 'smil', 'statustext', 'faultstring']);

const LESS = 60;

/** The local name of a start or end tag, whose slash may be escaped. */
const TAG_NAME = /\\?\/?(?:[A-Za-z_][\w.-]{0,63}:)?([A-Za-z][A-Za-z0-9]{0,31})/y;

/** Where the first tag with a name of MM7 stands at or after an offset; -1 where none does. */
export function findMarkup(text: string, from: number): number {
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text.charCodeAt(at + 1) === LESS) continue;
    TAG_NAME.lastIndex = at + 1;
    if (VOCABULARY.has(TAG_NAME.exec(text)?.[1] ?? '')) return at;
  }
  return -1;
}
