import type { Kind } from '../model.ts';
import type { ExtractSettings } from './extraction.ts';
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

/** Names of the fields that are read. */
export interface FieldNames {
  readonly code: ReadonlySet<string>;
  readonly status: ReadonlySet<string>;
  readonly vasid: ReadonlySet<string>;
  readonly carrier: ReadonlySet<string>;
  /** All of these. */
  readonly all: ReadonlySet<string>;
  /** Words without one of which no line states a status but in markup. */
  readonly signs: RegExp;
  /** Whether one of them may end before an offset, by its last letter. */
  readonly mayEndAt: (text: string, at: number) => boolean;
}

const CODE_FIELDS = ['statuscode', 'mm7status', 'mm7code', 'mm7statuscode'];
const STATUS_FIELDS = ['mmstatus', 'deliverystatus'];
const VASID_FIELDS = ['vasid', 'serviceid'];
const CARRIER_FIELDS = ['carrier', 'carrierid'];
/** Under these names stands what somebody wrote for people; a quoted value of theirs is passed over. */
const TEXT_FIELDS: ReadonlySet<string> = new Set(['statustext', 'details', 'faultstring', 'subject', 'content']);

/** `status`, `mm7`, `mms` or `mmc`, sought by three letters in a row, which most of a text is passed over for. */
const STATUS_OR_MM7 = '[tm][um][s7c](?<=status|mm.)';

/** The names of the contract and those of the settings; made once for each settings, since every batch asks for them. */
export function fieldNames(settings: ExtractSettings): FieldNames {
  const known = namesOfSettings.get(settings) ?? makeNames(settings);
  namesOfSettings.set(settings, known);
  return known;
}

const namesOfSettings = new WeakMap<ExtractSettings, FieldNames>();

function makeNames(settings: ExtractSettings): FieldNames {
  const names = (own: readonly string[], more: readonly string[]) => new Set([...own, ...more.map(normaliseName)]);
  const code = names(CODE_FIELDS, settings.codeFields);
  const status = names(STATUS_FIELDS, settings.statusFields);
  const vasid = names(VASID_FIELDS, settings.vasidFields);
  const carrier = names(CARRIER_FIELDS, settings.carrierFields);
  const all = new Set([...code, ...status, ...vasid, ...carrier]);
  const signs = [STATUS_OR_MM7, ...[...settings.codeFields, ...settings.statusFields].map(patternOf)];
  return {
    ...{ code, status, vasid, carrier, all },
    signs: new RegExp(signs.join('|'), 'gi'),
    mayEndAt: endingsOf([...all, ...TEXT_FIELDS]),
  };
}

/** Tells names by their last letter from most others. */
function endingsOf(names: Iterable<string>): FieldNames['mayEndAt'] {
  const endings = new Uint8Array(ASCII);
  for (const name of names) {
    for (const letter of [name.slice(-1), name.slice(-1).toUpperCase()]) endings[letter.charCodeAt(0)] = 1;
  }
  return (text, at) => {
    let last = endOfName(text, at) - 1;
    while (text.charCodeAt(last) === UNDERSCORE || text.charCodeAt(last) === HYPHEN) last -= 1;
    return endings[text.charCodeAt(last)] === 1;
  };
}

/** Finds a name in whichever way it is written: without case, with `-` or `_` anywhere. */
function patternOf(name: string): string {
  return [...normaliseName(name)].map((char) => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('[-_]*');
}

/** A field's name as names are compared. */
export function normaliseName(name: string): string {
  const last = (name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : name).toLowerCase();
  return last.includes('_') || last.includes('-') ? last.replace(/[-_]/g, '') : last;
}

const ASCII = 128;
const BLANK = 32;
const HYPHEN = 45;
const COLON = 58;
const UNDERSCORE = 95;
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

const PRINTED_CLASS =
  /\b([Ss]ubmit|[Rr][Ss]Error|[Cc]ancel|[Rr]eplace|[Dd]eliveryReport|[Dd]eliver|[Rr]eadReply|(?:VASP|vasp)Error)(?:Rsp|Resp|Response|Res|Req|Request)\b/;
const KIND_OF_CLASS: Readonly<Record<string, Kind>> = {
  submit: 'submit',
  rserror: 'submit',
  cancel: 'cancel',
  replace: 'replace',
};
const OTHER_OPERATION =
  /(?<![a-z])(?:cancel|replace|dlr|read[ _-]?reply|delivery[ _-]?report(?! ?[=:]))|mm7[ ._-]?deliver(?![a-z])/i;

/**
 * The kind of answer that a line with a code speaks of: that of the printed object it stands in, else a submit; null where
 * the line names another operation, since the kind is never guessed.
 */
export function kindOfLine(text: string): Kind | null {
  const printed = text.includes('Re') || text.includes('Rsp') ? PRINTED_CLASS.exec(text)?.[1] : undefined;
  if (printed !== undefined) return KIND_OF_CLASS[printed.toLowerCase()] ?? 'ack';
  return /submit/i.test(text) || !OTHER_OPERATION.test(text) ? 'submit' : null;
}

function isCarrierHeader(name: string): boolean {
  return name.startsWith('x') && name.endsWith('carrierid');
}

/** Where the name before a separator ends; a blank or a quote may stand between. */
function endOfName(text: string, separatorAt: number): number {
  const end = text.charCodeAt(separatorAt - 1) === BLANK ? separatorAt - 1 : separatorAt;
  return isQuote(text.charAt(end - 1)) ? end - 1 : end;
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'";
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
const ABSENT: ReadonlySet<string> = new Set(['null', 'None', 'nil', 'undefined']);

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
