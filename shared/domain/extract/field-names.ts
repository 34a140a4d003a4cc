import type { ExtractSettings } from './extraction.ts';

/** Names of the fields that are read. */
export interface FieldNames {
  readonly code: ReadonlySet<string>;
  readonly status: ReadonlySet<string>;
  readonly vasid: ReadonlySet<string>;
  readonly carrier: ReadonlySet<string>;
  /** All of these. */
  readonly all: ReadonlySet<string>;
  /** Names of the settings by which a line states a status, beside the signs of MM7; null where there are none. */
  readonly ownSigns: RegExp | null;
  /** Whether one of them may end before an offset, by its last letter. */
  readonly mayEndAt: (text: string, at: number) => boolean;
}

const ASCII = 128;
const BLANK = 32;
const HYPHEN = 45;
const UNDERSCORE = 95;

const CODE_FIELDS = ['statuscode', 'mm7status', 'mm7code', 'mm7statuscode'];
const STATUS_FIELDS = ['mmstatus', 'deliverystatus'];
const VASID_FIELDS = ['vasid', 'serviceid'];
const CARRIER_FIELDS = ['carrier', 'carrierid'];
/** Under these names stands what somebody wrote for people; a quoted value of theirs is passed over. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set(['statustext', 'details', 'faultstring', 'subject', 'content']);

/** The names of the contract and those of the settings; made once for each settings, since every batch asks for them. */
export function fieldNames(settings: ExtractSettings): FieldNames {
  const known = namesOfSettings.get(settings);
  if (known) return known;
  const made = makeNames(settings);
  namesOfSettings.set(settings, made);
  return made;
}

const namesOfSettings = new WeakMap<ExtractSettings, FieldNames>();

function makeNames(settings: ExtractSettings): FieldNames {
  const names = (own: readonly string[], more: readonly string[]) => new Set([...own, ...more.map(normaliseName)]);
  const code = names(CODE_FIELDS, settings.codeFields);
  const status = names(STATUS_FIELDS, settings.statusFields);
  const vasid = names(VASID_FIELDS, settings.vasidFields);
  const carrier = names(CARRIER_FIELDS, settings.carrierFields);
  const all = new Set([...code, ...status, ...vasid, ...carrier]);
  const ownSigns = [...settings.codeFields, ...settings.statusFields].map(patternOf);
  return {
    ...{ code, status, vasid, carrier, all },
    ownSigns: ownSigns.length === 0 ? null : new RegExp(ownSigns.join('|'), 'i'),
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

/** Whether a name is that of a header `X-…-Carrier-Id`. */
export function isCarrierHeader(name: string): boolean {
  return name.startsWith('x') && name.endsWith('carrierid');
}

/** Where the name before a separator ends; a blank or a quote may stand between. */
export function endOfName(text: string, separatorAt: number): number {
  const end = text.charCodeAt(separatorAt - 1) === BLANK ? separatorAt - 1 : separatorAt;
  return isQuote(text.charAt(end - 1)) ? end - 1 : end;
}

/** Whether a character is a quote. */
export function isQuote(char: string): boolean {
  return char === '"' || char === "'";
}
