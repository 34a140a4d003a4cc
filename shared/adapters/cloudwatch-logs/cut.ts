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

/** An event as `cut.c` tells it: its timestamp as a double, then integers. */
const EVENT_BYTES = 32;
const EVENT_INTS = EVENT_BYTES / ints.BYTES_PER_ELEMENT;
const EVENT_DOUBLES = EVENT_BYTES / doubles.BYTES_PER_ELEMENT;
const [ID_AT, ID_END, MESSAGE_AT, MESSAGE_END, SIGN_AT, IS_MARKED] = [2, 3, 4, 5, 6, 7];
const NOWHERE = 0xffff_ffff;

const BEFORE_FIRST_ID = '{"id":"'.length;

/** Cuts a delivery as CloudWatch Logs writes it; null for any other, which has to be read as a whole. */
export function cutDelivery(text: string, { at, bytes }: Place): CutDelivery | null {
  const first = Math.ceil((at + bytes) / EVENT_BYTES);
  const most = native.memory.buffer.byteLength / EVENT_BYTES - first;
  const count = native.cut(at, bytes, first * EVENT_BYTES, most);
  if (count === 0) return null;
  const events: LogEvent[] = [];
  for (let event = first; event < first + count; event++) events.push(eventIn(text, event));
  return { head: text.slice(0, intOf(first, ID_AT) - BEFORE_FIRST_ID), events };
}

function eventIn(text: string, event: number): LogEvent {
  const id = text.slice(intOf(event, ID_AT), intOf(event, ID_END));
  const signAt = intOf(event, SIGN_AT);
  return new WrittenEvent(id, doubles[event * EVENT_DOUBLES] as number, {
    text,
    from: intOf(event, MESSAGE_AT),
    to: intOf(event, MESSAGE_END),
    signAt: signAt === NOWHERE ? null : signAt,
    isMarked: intOf(event, IS_MARKED) !== 0,
  });
}

function intOf(event: number, which: number): number {
  return ints[event * EVENT_INTS + which] as number;
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
