import { isAscii } from 'node:buffer';
import type { Excerpt, LogEvent } from '../../domain/model.ts';
import { PayloadError } from './payload-error.ts';

/**
 * Cuts the JSON of a delivery into its events without reading their messages, which is most of what reading it costs. Every
 * quote within a JSON string follows a backslash, so that `","` is never part of a message.
 */

/** The members of a delivery around its events. */
export interface SplitDelivery {
  /** JSON of the delivery with no events. */
  readonly around: string;
  readonly events: readonly LogEvent[];
}

const EVENTS = '"logEvents":[';
const FIRST = '{"id":"';
const NEXT = '"},{"id":"';
const BETWEEN = '","';
const TIMESTAMP = '","timestamp":';
const MESSAGE = ',"message":"';
const END_OF_PIECE = '"},';
const END = '"}]}';

/**
 * Cuts a delivery as CloudWatch Logs writes it: `logEvents` the last member, each event of `id`, `timestamp` and `message` in
 * this order and nothing else. Null for any other, which has to be read as a whole.
 */
export function splitDelivery(json: Buffer): SplitDelivery | null {
  const events: LogEvent[] = [];
  let around = '';
  for (let from = 0; from < json.length; ) {
    const to = endOfPiece(json, from);
    const text = textOf(json, from, to);
    const eventsAt = from === 0 ? text.indexOf(EVENTS) + EVENTS.length : 0;
    if (from === 0) around = `${text.slice(0, eventsAt)}]}`;
    if (from === 0 && eventsAt < EVENTS.length) return null;
    if (!splitPiece(text, eventsAt, to < json.length ? END_OF_PIECE : END, events)) return null;
    from = to;
  }
  return events.length === 0 ? null : { around, events };
}

/** Strings of more are not made where the young ones are, which takes several times as long. */
const PIECE_BYTES = 64 * 1024;

/** The offset just before an event at which to end a piece that begins at another. */
function endOfPiece(json: Buffer, from: number): number {
  if (json.length - from <= PIECE_BYTES) return json.length;
  const within = json.subarray(from, from + PIECE_BYTES).lastIndexOf(NEXT);
  const at = within > 0 ? from + within : json.indexOf(NEXT, from + PIECE_BYTES - NEXT.length);
  return at < 0 ? json.length : at + END_OF_PIECE.length;
}

/** UTF-8 as text; the bytes of ASCII are those of Latin 1, which is read faster. */
function textOf(bytes: Buffer, from: number, to: number): string {
  return bytes.toString(isAscii(bytes.subarray(from, to)) ? 'latin1' : 'utf8', from, to);
}

/** Cuts a text that holds whole events from an offset on; false where it holds anything else. */
function splitPiece(text: string, from: number, end: string, events: LogEvent[]): boolean {
  if (!text.startsWith(FIRST, from) || !text.endsWith(end)) return false;
  let idAt = from + FIRST.length;
  let idEnd = text.indexOf('"', idAt);
  while (idEnd >= 0) {
    if (!text.startsWith(TIMESTAMP, idEnd)) return false;
    const timestampEnd = text.indexOf(',', idEnd + TIMESTAMP.length);
    const timestampMs = wholeNumberIn(text, idEnd + TIMESTAMP.length, timestampEnd);
    const id = text.slice(idAt, idEnd);
    if (timestampMs === null || id.includes('\\') || !text.startsWith(MESSAGE, timestampEnd)) return false;
    const messageAt = timestampEnd + MESSAGE.length;
    const nextIdEnd = endOfText(text, messageAt);
    const nextIdAt = nextIdEnd < 0 ? text.length : text.lastIndexOf('"', nextIdEnd - 1) + 1;
    const messageEnd = nextIdEnd < 0 ? text.length - end.length : nextIdAt - NEXT.length;
    if (messageEnd < messageAt || !text.startsWith(nextIdEnd < 0 ? end : NEXT, messageEnd)) return false;
    events.push(new WrittenEvent(id, timestampMs, { text, from: messageAt, to: messageEnd }));
    idAt = nextIdAt;
    idEnd = nextIdEnd;
  }
  return true;
}

/** Where a text ends with another member after it; -1 where none does. */
function endOfText(json: string, from: number): number {
  let end = json.indexOf(BETWEEN, from);
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf(BETWEEN, end + 1);
  return end;
}

function isEscaped(json: string, at: number): boolean {
  let backslash = at;
  while (json.charCodeAt(backslash - 1) === BACKSLASH) backslash -= 1;
  return (at - backslash) % 2 === 1;
}

const BACKSLASH = 92;
const ZERO = 48;
const MOST_DIGITS = 15;

/** The whole number that stands there as digits alone write it; null where anything else does. */
function wholeNumberIn(json: string, from: number, to: number): number | null {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = json.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return to > from && to - from <= MOST_DIGITS && json.charCodeAt(from) !== ZERO ? value : null;
}

/** An event whose message is read when it is asked for. */
class WrittenEvent implements LogEvent {
  readonly id: string;
  readonly timestampMs: number;
  readonly written: Excerpt;

  constructor(id: string, timestampMs: number, written: Excerpt) {
    this.id = id;
    this.timestampMs = timestampMs;
    this.written = written;
  }

  get message(): string {
    const { text, from, to } = this.written;
    const written = text.slice(from, to);
    if (!written.includes('\\')) return written;
    try {
      return JSON.parse(text.slice(from - 1, to + 1)); // with its quotes
    } catch (cause) {
      throw new PayloadError(cause);
    }
  }
}
