import type { ServerResponse } from 'node:http';

/** Those who look at the page now, told by server-sent events that there is something new to ask for. */
export interface Audience {
  readonly join: (response: ServerResponse) => void;
  /** Tells that the counts go up to this instant. */
  readonly tell: (nowMs: number) => void;
  /** Tells that nothing more comes. */
  readonly end: () => void;
  /** The instant of which was told last; null before the first. */
  readonly nowMs: () => number | null;
  readonly size: () => number;
  readonly close: () => void;
}

/** A connection without a word for longer would be cut by what stands between. */
const BEAT_MS = 15_000;
const RECONNECT_MS = 2_000;

/** Opens the doors; whoever joins late is told the last word first. */
export function openAudience(): Audience {
  const seats = new Set<ServerResponse>();
  let lastWord = '';
  let lastMs: number | null = null;
  const say = (words: string) => {
    for (const seat of seats) seat.write(words);
  };
  const beat = setInterval(() => say(': still here\n\n'), BEAT_MS);
  beat.unref();
  return {
    join(response) {
      response.write(`retry: ${RECONNECT_MS}\n\n${lastWord}`);
      seats.add(response);
      response.once('close', () => seats.delete(response));
    },
    tell(nowMs) {
      lastMs = nowMs;
      lastWord = `event: now\ndata: ${nowMs}\n\n`;
      say(lastWord);
    },
    end() {
      const words = 'event: ended\ndata: \n\n';
      say(words);
      lastWord += words;
    },
    nowMs: () => lastMs,
    size: () => seats.size,
    close() {
      clearInterval(beat);
      for (const seat of seats) seat.end();
    },
  };
}
