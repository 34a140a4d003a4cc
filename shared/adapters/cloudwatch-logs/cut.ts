import type { LogEvent, Written } from '../../domain/model.ts';
import type { Place } from './gunzip.ts';
import { native } from './native/native.ts';
import { PayloadError } from './payload-error.ts';

/** The members of a delivery around its events, and these. */
export interface CutDelivery {
  /** JSON of the delivery up to its events; `]}` makes it one without any. */
  readonly head: string;
  readonly events: readonly LogEvent[];
}

const ints = new Uint32Array(native.memory.buffer);
const doubles = new Float64Array(native.memory.buffer);

/** An event as `cut.c` tells it: a double and six integers. */
const EVENT_BYTES = 32;
const EVENT_INTS = EVENT_BYTES / ints.BYTES_PER_ELEMENT;
const NOWHERE = 0xffff_ffff;

const BEFORE_FIRST_ID = '{"id":"'.length;

/** Cuts a delivery as CloudWatch Logs writes it; null for any other, which has to be read as a whole. */
export function cutDelivery(text: string, { at, bytes }: Place): CutDelivery | null {
  const eventsAt = Math.ceil((at + bytes) / EVENT_BYTES) * EVENT_BYTES;
  const most = Math.floor((native.memory.buffer.byteLength - eventsAt) / EVENT_BYTES);
  const count = native.cut(at, bytes, eventsAt, most);
  if (count === 0) return null;
  const events: LogEvent[] = [];
  for (let event = eventsAt / EVENT_BYTES; events.length < count; event++)
    events.push(eventAt(text, event * EVENT_INTS));
  const firstIdAt = ints[eventsAt / ints.BYTES_PER_ELEMENT + 2] as number;
  return { head: text.slice(0, firstIdAt - BEFORE_FIRST_ID), events };
}

function eventAt(text: string, at: number): LogEvent {
  const timestampMs = doubles[at / 2] as number;
  const id = text.slice(ints[at + 2] as number, ints[at + 3] as number);
  const signAt = ints[at + 6] as number;
  return new WrittenEvent(id, timestampMs, {
    text,
    from: ints[at + 4] as number,
    to: ints[at + 5] as number,
    signAt: signAt === NOWHERE ? null : signAt,
    isMarked: ints[at + 7] !== 0,
  });
}

/** An event whose message is read when it is asked for. */
class WrittenEvent implements LogEvent {
  /** V8 forgets a class of which nothing is left between deliveries, and with it the code compiled for it; so one is kept. */
  static readonly kept = new WrittenEvent('', Date.UTC(2026), {
    text: '',
    from: 0,
    to: 0,
    signAt: null,
    isMarked: false,
  });

  readonly id: string;
  readonly timestampMs: number;
  readonly written: Written;

  constructor(id: string, timestampMs: number, written: Written) {
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
