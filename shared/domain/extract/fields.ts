import type { Kind } from '../model.ts';
import type { ExtractSettings } from './extraction.ts';
import type { JsonValue } from './json.ts';
import { parseStatus } from './values.ts';

/** A value that a line states under a name. */
export interface Field {
  /** Without case, `-` and `_`; the last part of a dotted name. */
  readonly name: string;
  readonly value: string;
}

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
  /** Words without one of which no line states a status but in markup. */
  readonly signs: RegExp;
}

const CODE_FIELDS = ['statuscode', 'mm7status', 'mm7code', 'mm7statuscode'];
const STATUS_FIELDS = ['mmstatus', 'deliverystatus'];
const VASID_FIELDS = ['vasid', 'serviceid'];
const CARRIER_FIELDS = ['carrier', 'carrierid'];

/** The names of the contract and those of the settings; made once for each settings, since every batch asks for them. */
export function fieldNames(settings: ExtractSettings): FieldNames {
  const known = namesOfSettings.get(settings) ?? makeNames(settings);
  namesOfSettings.set(settings, known);
  return known;
}

const namesOfSettings = new WeakMap<ExtractSettings, FieldNames>();

function makeNames(settings: ExtractSettings): FieldNames {
  const names = (own: readonly string[], more: readonly string[]) => new Set([...own, ...more.map(normaliseName)]);
  return {
    code: names(CODE_FIELDS, settings.codeFields),
    status: names(STATUS_FIELDS, settings.statusFields),
    vasid: names(VASID_FIELDS, settings.vasidFields),
    carrier: names(CARRIER_FIELDS, settings.carrierFields),
    signs: new RegExp(
      ['status|mm[7sc]', ...[...settings.codeFields, ...settings.statusFields].map(patternOf)].join('|'),
      'i',
    ),
  };
}

/** Finds a name in whichever way it is written: without case, with `-` or `_` anywhere. */
function patternOf(name: string): string {
  return [...normaliseName(name)].map((char) => char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('[-_]?');
}

/** A field's name as names are compared. */
export function normaliseName(name: string): string {
  const last = (name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : name).toLowerCase();
  return last.includes('_') || last.includes('-') ? last.replace(/[-_]/g, '') : last;
}

/** The fields of JSON. */
export function fieldsOfJson(values: readonly JsonValue[]): Field[] {
  return values.map(({ name, value }) => ({ name: normaliseName(name), value }));
}

const EQUALS = 61;
const COLON = 58;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 128;

/** The fields that a text states: `name=value`, members of a printed object `{ name: value`, headers `X-Name-Carrier-Id: value`. */
export function fieldsOfText(text: string): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char !== EQUALS && char !== COLON) continue;
    const nameStart = startOfName(text, at);
    if (nameStart === null) continue;
    const name = normaliseName(text.slice(nameStart, at).trimEnd());
    const before = text.charAt(nameStart - 1);
    if (before === '?' || before === '&') continue; // a query of an address
    if (char === COLON && !isMember(text, nameStart) && !isCarrierHeader(name)) continue;
    fields.push({ name, value: valueAfter(text, at + 1) });
  }
  return fields;
}

/** Reads what fields say: the first code, status, service and carrier that can be read. */
export function readFields(fields: readonly Field[], names: FieldNames): FieldReading {
  let code: number | null = null;
  let status: string | null | undefined;
  let vasid: string | null = null;
  let carrier: string | null = null;
  for (const { name, value } of fields) {
    if (code === null && names.code.has(name) && /^[1-9][0-9]{3}$/.test(value)) code = Number(value);
    if (status === undefined && names.status.has(name)) status = parseStatus(value);
    if (vasid === null && names.vasid.has(name)) vasid = value;
    if (carrier === null && (names.carrier.has(name) || isCarrierHeader(name))) carrier = value;
  }
  return { code, status, vasid, carrier };
}

const PRINTED_CLASS =
  /\b(Submit|RSError|Cancel|Replace|DeliveryReport|Deliver|ReadReply|VASPError)(?:Rsp|Resp|Response|Res|Req|Request)\b/;
const KIND_OF_CLASS: Readonly<Record<string, Kind>> = {
  Submit: 'submit',
  RSError: 'submit',
  Cancel: 'cancel',
  Replace: 'replace',
};
const OTHER_OPERATION = /\b(?:cancel|replace|dlr|read[ _-]?reply|delivery[ _-]?report(?! ?[=:]))/i;

/**
 * The kind of answer that a line with a code speaks of: that of the printed object it stands in, else a submit; null where
 * the line names another operation, since the kind is never guessed.
 */
export function kindOfLine(text: string): Kind | null {
  const printed = PRINTED_CLASS.exec(text)?.[1];
  if (printed !== undefined) return KIND_OF_CLASS[printed] ?? 'ack';
  return OTHER_OPERATION.test(text) && !/submit/i.test(text) ? null : 'submit';
}

function isCarrierHeader(name: string): boolean {
  return name.startsWith('x') && name.endsWith('carrierid');
}

function startOfName(text: string, end: number): number | null {
  let last = end;
  if (text.charCodeAt(last - 1) === 32) last -= 1;
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

function valueAfter(text: string, from: number): string {
  let at = from;
  while (at < from + 4 && text.charCodeAt(at) === 32) at += 1;
  const quote = text.charAt(at);
  if (quote === '"' || quote === "'") {
    const end = text.slice(at + 1, at + 1 + LONGEST_VALUE).indexOf(quote);
    return end < 0 ? '' : text.slice(at + 1, at + 1 + end);
  }
  UNQUOTED.lastIndex = at;
  return (UNQUOTED.exec(text)?.[0] ?? '').replace(/[.:!?]$/, '');
}
