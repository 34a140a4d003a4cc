import type { Excerpt, LogEvent } from '../../domain/model.ts';
import { PayloadError } from './payload-error.ts';

/**
 * Cuts the JSON of a delivery into its events without reading their messages, which is most of what reading it costs. Every
 * quote within a JSON string follows a backslash, so that `","` is never part of a message.
 */

/** The members of a delivery around its events. */
export interface SplitDelivery {
  /** JSON of the delivery up to its events; `]}` makes it one without any. */
  readonly head: string;
  readonly events: readonly LogEvent[];
}

const EVENTS = '"logEvents":[';
const FIRST = '{"id":"';
const NEXT = '"},{"id":"';
const BETWEEN = '","';
const TIMESTAMP = '","timestamp":';
const MESSAGE = ',"message":"';
const END = '"}]}';

/**
 * Cuts a delivery as CloudWatch Logs writes it: `logEvents` the last member, each event of `id`, `timestamp` and `message` in
 * this order and nothing else. Null for any other, which has to be read as a whole.
 */
export function splitDelivery(json: string): SplitDelivery | null {
  const eventsAt = json.indexOf(EVENTS) + EVENTS.length;
  if (eventsAt < EVENTS.length || !json.startsWith(FIRST, eventsAt) || !json.endsWith(END)) return null;
  const events: LogEvent[] = [];
  let idAt = eventsAt + FIRST.length;
  let idEnd = json.indexOf('"', idAt);
  while (idEnd >= 0) {
    if (!standsAt(json, TIMESTAMP, idEnd)) return null;
    const timestampEnd = json.indexOf(',', idEnd + TIMESTAMP.length);
    const timestampMs = wholeNumberIn(json, idEnd + TIMESTAMP.length, timestampEnd);
    const id = json.slice(idAt, idEnd);
    if (timestampMs === null || id.includes('\\') || !standsAt(json, MESSAGE, timestampEnd)) return null;
    const messageAt = timestampEnd + MESSAGE.length;
    const nextIdEnd = endOfText(json, messageAt);
    const nextIdAt = nextIdEnd < 0 ? json.length : startOfId(json, nextIdEnd, id.length);
    const messageEnd = nextIdEnd < 0 ? json.length - END.length : nextIdAt - NEXT.length;
    if (messageEnd < messageAt || !standsAt(json, nextIdEnd < 0 ? END : NEXT, messageEnd)) return null;
    events.push(new WrittenEvent(id, timestampMs, { text: json, from: messageAt, to: messageEnd }));
    idAt = nextIdAt;
    idEnd = nextIdEnd;
  }
  return events.length === 0 ? null : { head: json.slice(0, eventsAt), events };
}

/** As `startsWith`, in less time where it is true; where it is false nothing more is cut. */
function standsAt(text: string, piece: string, at: number): boolean {
  return text.indexOf(piece, at) === at;
}

/** Where a text ends with another member after it; -1 where none does. */
function endOfText(json: string, from: number): number {
  let end = json.indexOf(BETWEEN, from);
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf(BETWEEN, end + 1);
  return end;
}

/** Ids are of one length, as a rule. */
function startOfId(json: string, end: number, length: number): number {
  const at = end - length;
  return json.charAt(at - 1) === '"' && json.indexOf('"', at) === end ? at : json.lastIndexOf('"', end - 1) + 1;
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
  /** V8 forgets a class of which nothing is left between deliveries, and with it the code compiled for it; so one is kept. */
  static readonly kept = new WrittenEvent('', Date.UTC(2026), { text: '', from: 0, to: 0 });

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
