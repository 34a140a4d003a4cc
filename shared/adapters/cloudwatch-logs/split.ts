import type { LogEvent } from '../../domain/model.ts';
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
  for (;;) {
    if (!json.startsWith(TIMESTAMP, idEnd)) return null;
    const timestampAt = idEnd + TIMESTAMP.length;
    const timestampEnd = json.indexOf(',', timestampAt);
    const timestamp = json.slice(timestampAt, timestampEnd);
    if (!/^[1-9][0-9]{0,15}$/.test(timestamp) || !json.startsWith(MESSAGE, timestampEnd)) return null;
    const messageAt = timestampEnd + MESSAGE.length;
    const id = json.slice(idAt, idEnd);
    const nextIdEnd = json.indexOf('","', messageAt);
    if (nextIdEnd < 0) {
      events.push(new WrittenEvent(id, Number(timestamp), json.slice(messageAt - 1, 1 - END.length)));
      return { around: `${json.slice(0, eventsAt)}]}`, events };
    }
    const nextIdAt = startOfDigits(json, nextIdEnd);
    const messageEnd = nextIdAt - NEXT.length;
    if (messageEnd < messageAt || !json.startsWith(NEXT, messageEnd)) return null;
    events.push(new WrittenEvent(id, Number(timestamp), json.slice(messageAt - 1, messageEnd + 1)));
    idAt = nextIdAt;
    idEnd = nextIdEnd;
  }
}

function startOfDigits(json: string, end: number): number {
  let at = end;
  while (isDigit(json.charCodeAt(at - 1))) at -= 1;
  return at;
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

/** An event whose message is read when it is asked for. */
class WrittenEvent implements LogEvent {
  readonly id: string;
  readonly timestampMs: number;
  readonly written: string;

  constructor(id: string, timestampMs: number, written: string) {
    this.id = id;
    this.timestampMs = timestampMs;
    this.written = written;
  }

  get message(): string {
    try {
      return JSON.parse(this.written);
    } catch (cause) {
      throw new PayloadError(cause);
    }
  }
}
