import { endOfName, type FieldNames, isCarrierHeader, isQuote, normaliseName, TEXT_FIELDS } from './field-names.ts';
import type { JsonValue } from './json.ts';
import { parseStatus } from './values.ts';

/** What the fields of a line say. */
export interface FieldReading {
  readonly code: number | null;
  /** Undefined where no field states a report's status. */
  readonly status: string | null | undefined;
  readonly vasid: string | null;
  readonly carrier: string | null;
}

/** What a line without fields says in them. */
export const NO_FIELDS: FieldReading = { code: null, status: undefined, vasid: null, carrier: null };

const BLANK = 32;
const COLON = 58;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 128;

/**
 * Reads what fields say, those of JSON before those of texts: the first code, status, service and carrier that can be read.
 * Texts state fields as `name=value`, as members of a printed object `{ name: value`, as headers `X-Name-Carrier-Id: value`.
 */
export function readFields(values: readonly JsonValue[], texts: readonly string[], names: FieldNames): FieldReading {
  const found: Found = { code: null, status: undefined, vasid: null, carrier: null };
  for (const value of values) takeValue(found, names, value);
  for (const text of texts) takeFromText(found, names, text);
  return found;
}

interface Found {
  code: number | null;
  status: string | null | undefined;
  vasid: string | null;
  carrier: string | null;
}

/** A list is no code and no status; `null`, `true` and `false` say nothing. */
function takeValue(found: Found, names: FieldNames, { name, value, quoted, listed }: JsonValue): void {
  if (!quoted && !/^-?[0-9]/.test(value)) return;
  const normalised = normaliseName(name);
  if (listed && (names.code.has(normalised) || names.status.has(normalised))) return;
  take(found, names, normalised, value);
}

function take(found: Found, names: FieldNames, name: string, value: string): void {
  if (found.code === null && names.code.has(name) && /^[1-9][0-9]{3}$/.test(value)) found.code = Number(value);
  if (found.status === undefined && names.status.has(name)) found.status = parseStatus(value);
  if (found.vasid === null && names.vasid.has(name)) found.vasid = value;
  if (found.carrier === null && (names.carrier.has(name) || isCarrierHeader(name))) found.carrier = value;
}

function takeFromText(found: Found, names: FieldNames, text: string): void {
  let equalsAt = text.indexOf('=');
  let colonAt = text.indexOf(':');
  while (equalsAt >= 0 || colonAt >= 0) {
    const isColon = equalsAt < 0 || (colonAt >= 0 && colonAt < equalsAt);
    const separatorAt = isColon ? colonAt : equalsAt;
    const goOnAt = names.mayEndAt(text, separatorAt) ? takeStated(found, names, text, separatorAt) : separatorAt + 1;
    if (colonAt >= 0 && colonAt < goOnAt) colonAt = text.indexOf(':', goOnAt);
    if (equalsAt >= 0 && equalsAt < goOnAt) equalsAt = text.indexOf('=', goOnAt);
  }
}

/** Takes the field whose name ends before a separator, if it is one that is read; tells from where to go on. */
function takeStated(found: Found, names: FieldNames, text: string, separatorAt: number): number {
  const valueAt = separatorAt + 1;
  const end = endOfName(text, separatorAt);
  const start = startOfName(text, end);
  if (start === null) return valueAt;
  const name = normaliseName(text.slice(start, end));
  if (TEXT_FIELDS.has(name)) return afterQuoted(text, valueAt);
  const isHeader = isCarrierHeader(name);
  if (!names.all.has(name) && !isHeader) return valueAt;
  const before = text.charAt(start - 1);
  if (before === '?' || before === '&') return valueAt; // a query of an address
  const isColon = text.charCodeAt(separatorAt) === COLON;
  if (isColon && !isHeader && !isMember(text, isQuote(before) ? start - 1 : start)) return valueAt;
  const isLine = isHeader && isColon && beginsLine(text, start);
  const isListed = isHeader && text.charAt(valueAt) === '[';
  const value = isLine ? restOfLine(text, valueAt) : valueAfter(text, isListed ? valueAt + 1 : valueAt);
  if (value !== null) take(found, names, name, value);
  return valueAt;
}

function startOfName(text: string, last: number): number | null {
  let at = last;
  while (at > 0 && last - at <= LONGEST_NAME && isInName(text.charCodeAt(at - 1))) at -= 1;
  return at === last || last - at > LONGEST_NAME ? null : at;
}

function isInName(char: number): boolean {
  const isLetter = (char | 32) >= 97 && (char | 32) <= 122;
  return isLetter || (char >= 48 && char <= 57) || char === 95 || char === 45 || char === 46;
}

/** Whether a name stands where a printed object has one: after `{`, `(`, `[` or a comma. */
function isMember(text: string, nameStart: number): boolean {
  let at = nameStart - 1;
  while (at >= 0 && nameStart - at < 8 && text.charCodeAt(at) <= 32) at -= 1;
  return at >= 0 && '{([,'.includes(text.charAt(at));
}

const UNQUOTED = /[^\s,;&()[\]{}<>|"']{0,128}/y;

/** How languages print that there is none. */
export const ABSENT: ReadonlySet<string> = new Set(['null', 'None', 'nil', 'undefined']);

/** The value that a field states; null where it states that there is none. */
function valueAfter(text: string, from: number): string | null {
  const at = skipBlanks(text, from);
  const quote = text.charAt(at);
  if (isQuote(quote)) {
    const end = text.slice(at + 1, at + 1 + LONGEST_VALUE).indexOf(quote);
    return end < 0 ? '' : text.slice(at + 1, at + 1 + end);
  }
  UNQUOTED.lastIndex = at;
  const value = (UNQUOTED.exec(text)?.[0] ?? '').replace(/[.:!?]$/, '');
  return ABSENT.has(value) ? null : value;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < from + 4 && text.charCodeAt(at) === BLANK) at += 1;
  return at;
}

/** The end of the quoted value that begins at an offset; the offset where none does. */
function afterQuoted(text: string, from: number): number {
  const quoteAt = skipBlanks(text, from);
  const quote = text.charAt(quoteAt);
  if (!isQuote(quote)) return from;
  let end = text.indexOf(quote, quoteAt + 1);
  while (end >= 0 && text.charAt(end - 1) === '\\') end = text.indexOf(quote, end + 1);
  return end < 0 ? from : end + 1;
}

/** Whether nothing stands before a name on its line but the marks of a dump. */
function beginsLine(text: string, start: number): boolean {
  let at = start - 1;
  while (start - at < 8 && ' \t<>'.includes(text.charAt(at)) && at >= 0) at -= 1;
  return at < 0 || text.charAt(at) === '\n';
}

function restOfLine(text: string, from: number): string {
  return (
    text
      .slice(from, from + LONGEST_VALUE)
      .split('\n', 1)[0]
      ?.trim() ?? ''
  );
}
