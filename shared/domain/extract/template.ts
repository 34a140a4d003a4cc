import type { LogEvent, StatusEvent } from '../model.ts';
import { asCarrier, asService } from './dimensions.ts';
import { unescapeJson } from './escapes.ts';
import type { ExtractSettings } from './extraction.ts';
import { ABSENT } from './fields.ts';
import type { ParameterKind } from './parameters.ts';
import { tokensOf } from './tokens.ts';
import { parseStatus } from './values.ts';

/**
 * A log template: what lines of one statement of a program have in common, and what they say by their parameters (terms of
 * P. He et al., "Drain: an online log parsing approach with fixed depth tree", ICWS 2017).
 */
export interface Template {
  /** Constant; a parameter stands behind each but the last. */
  readonly pieces: readonly string[];
  readonly kinds: readonly ParameterKind[];
  readonly says: readonly Saying[];
  /** Whether a line of it may be a MIME message, of which parts are passed over by the boundary before them. */
  readonly mayHaveParts: boolean;
}

/** A status of which some values stand in parameters. */
interface Saying {
  readonly kind: StatusEvent['kind'];
  readonly code: Value<number>;
  readonly status: Value<string>;
  readonly vasid: Value<string>;
  readonly carrier: Value<string>;
}

type Value<T> = { readonly always: T | null } | { readonly parameter: number };

/** What an event says plainly, by markup that stands in it alone; null where it does not. */
export type ReadPlainly = (event: Omit<LogEvent, 'written'>) => readonly StatusEvent[] | null;

const MOST_PARAMETERS = 120;

/**
 * The template of an event that says something plainly, or null. Where what it says stands is found by reading it once more with
 * other parameters, and that the rest is nothing to it by reading it a third time, spoilt.
 * @param text the message as JSON writes it
 */
export function templateOf(
  text: string,
  event: LogEvent,
  settings: ExtractSettings,
  readPlainly: ReadPlainly,
): Template | null {
  const tokens = tokensOf(text);
  if (tokens === null || tokens.kinds.length > MOST_PARAMETERS) return null;
  const { pieces, kinds, contents } = tokens;
  const mayHaveParts = pieces.some((piece) => BEGINS_HEADER.test(piece));
  if (mayHaveParts && hasBoundary(text)) return null;
  const readWith = (others: readonly string[]) => {
    const written = pieces.map((piece, at) => piece + (others[at] ?? '')).join('');
    return readPlainly({ id: event.id, timestampMs: event.timestampMs, message: unescapeJson(written) });
  };
  const others = contents.map((content, at) => otherThan(content, at, kinds[at]));
  const said = readPlainly(event);
  const saidOther = readWith(others);
  const says = said && saidOther && sayingsOf(said, saidOther, others);
  if (!says || new Set(others).size < others.length) return null;
  const isRead = (at: number) => says.some((saying) => standsIn(saying, at));
  const spoilt = others.map((other, at) => (isFree(kinds[at]) && !isRead(at) ? SPOIL : other));
  const holds =
    isSame(
      sayBy(says, (at) => contents[at] ?? '', event, settings),
      said,
    ) && isSame(readWith(spoilt), saidOther);
  return holds ? { pieces, kinds, says, mayHaveParts } : null;
}

/** What would change the reading, did it stand where the log speaks. */
const SPOIL = 'q9q statusCode=2561 carrier=q8q vasid=q8q X-Q-Carrier-Id: q8q [{ &lt;SubmitRsp&gt; %3C';

/** Whether a parameter may hold anything, which therefore must not be read. */
function isFree(kind: ParameterKind | undefined): boolean {
  return kind === 'text' || kind === 'attribute';
}

function standsIn({ code, status, vasid, carrier }: Saying, parameter: number): boolean {
  return [code, status, vasid, carrier].some((value) => 'parameter' in value && value.parameter === parameter);
}

function isSame(one: readonly StatusEvent[] | null, other: readonly StatusEvent[] | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A header `Content-…` may begin there, behind an escaped line end. */
const BEGINS_HEADER = /\\n(?:content-|$)/i;

/** Whether a text may hold the boundary of a MIME message. */
export function hasBoundary(text: string): boolean {
  return text.includes('--');
}

/** Another content of the same kind, by which its parameter is known. */
function otherThan(content: string, at: number, kind: ParameterKind | undefined): string {
  if (kind === 'instant') return content.replace(/[0-9]/g, (digit) => String((Number(digit) + 1 + (at % 9)) % 10));
  if (/^[1-9][0-9]{3}$/.test(content)) return String(1_000 + at);
  if (/^[0-9]+$/.test(content)) return String(100_000 + at);
  const letters = String(at).replace(/[0-9]/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
  return /^[A-Za-z]+$/.test(content) ? `Q${letters}` : `q${at}q`;
}

/** Null where a value is neither constant nor one parameter alone. */
function sayingsOf(
  said: readonly StatusEvent[],
  saidOther: readonly StatusEvent[],
  others: readonly string[],
): Saying[] | null {
  const says: Saying[] = [];
  for (const [at, one] of said.entries()) {
    const other = saidOther[at];
    if (one.kind !== other?.kind) return null;
    const code = placeOf(one.code, other.code, others);
    const status = placeOf(one.status, other.status, others);
    const vasid = placeOf(one.vasid, other.vasid, others);
    const carrier = placeOf(one.carrier, other.carrier, others);
    if (!code || !status || !vasid || !carrier) return null;
    says.push({ kind: one.kind, code, status, vasid, carrier });
  }
  return says;
}

function placeOf<T extends string | number>(
  said: T | null,
  other: T | null,
  others: readonly string[],
): Value<T> | null {
  const parameter = others.indexOf(String(other));
  if (parameter >= 0) return { parameter };
  return said === other ? { always: said } : null;
}

/** What an event says; null where a parameter is not plainly what it should be. */
export function sayBy(
  says: readonly Saying[],
  contentOf: (parameter: number) => string,
  { id: eventId, timestampMs }: Pick<LogEvent, 'id' | 'timestampMs'>,
  { carrierAliases }: ExtractSettings,
): StatusEvent[] | null {
  const said: StatusEvent[] = [];
  for (const saying of says) {
    const code = contentAs(saying.code, contentOf, asCode);
    const status = contentAs(saying.status, contentOf, parseStatus);
    const vasid = contentAs(saying.vasid, contentOf, (content) => asService(asPlain(content)));
    const carrier = contentAs(saying.carrier, contentOf, (content) => asCarrier(asPlain(content), carrierAliases));
    if (code === undefined || status === undefined || vasid === undefined || carrier === undefined) return null;
    said.push({ eventId, timestampMs, kind: saying.kind, code, status, vasid, carrier });
  }
  return said;
}

function contentAs<T>(
  value: Value<T>,
  contentOf: (parameter: number) => string,
  read: (content: string) => T | null,
): T | null | undefined {
  return 'always' in value ? value.always : (read(contentOf(value.parameter)) ?? undefined);
}

function asCode(content: string): number | null {
  return /^[1-9][0-9]{3}$/.test(content) ? Number(content) : null;
}

/** Whether a stop or colon belongs to a value or ends it, and `null` is a name or none, is for who reads the line. */
function asPlain(content: string): string | null {
  return /[.:]$/.test(content) || ABSENT.has(content) ? null : content;
}
