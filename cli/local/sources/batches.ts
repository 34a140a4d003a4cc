import type { LogBatch, LogEvent } from '#shared/domain/model.ts';
import type { PlacedEvent } from './events.ts';

/** Events of one log stream, in order, with what of them an earlier batch held already. */
export interface StreamBatch {
  readonly batch: LogBatch;
  /** Gives the events from an index on once more, at the head of the stream's next batch: a message in them was still open. */
  readonly carry: (openFrom: number | null) => void;
}

/** Gathers events into batches, as CloudWatch delivers them: one log stream each, bounded. */
export interface Batcher {
  readonly add: (events: readonly PlacedEvent[]) => void;
  readonly isFull: () => boolean;
  readonly flush: () => StreamBatch[];
}

const MOST_EVENTS = 5_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** What is carried over is what may be joined at most. */
const MOST_CARRIED_EVENTS = 400;

interface Stream {
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  carried: readonly LogEvent[];
  events: LogEvent[];
}

/** Starts gathering. */
export function startBatching(): Batcher {
  const streams = new Map<string, Stream>();
  let events = 0;
  let characters = 0;
  const flushStream = (stream: Stream): StreamBatch => {
    const { owner, logGroup, logStream, carried } = stream;
    const batch = { owner, logGroup, logStream, events: [...carried, ...stream.events], carriedEvents: carried.length };
    stream.carried = [];
    stream.events = [];
    return {
      batch,
      carry(openFrom) {
        if (openFrom === null || batch.events.length - openFrom > MOST_CARRIED_EVENTS) return;
        stream.carried = batch.events.slice(openFrom);
      },
    };
  };
  return {
    add(placedEvents) {
      for (const { owner, logGroup, logStream, event } of placedEvents) {
        const name = `${owner}\0${logGroup}\0${logStream}`;
        const stream = streams.get(name) ?? { owner, logGroup, logStream, carried: [], events: [] };
        streams.set(name, stream);
        stream.events.push(event);
        events += 1;
        characters += event.message.length;
      }
    },
    isFull: () => events >= MOST_EVENTS || characters >= MOST_CHARACTERS,
    flush() {
      events = 0;
      characters = 0;
      return [...streams.values()].filter((stream) => stream.events.length > 0).map(flushStream);
    },
  };
}
