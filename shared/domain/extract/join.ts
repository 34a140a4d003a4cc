import { MINUTE_MS } from '../time.ts';
import { endsInEscape, joinUnescaped } from './escapes.ts';
import { type LogPrefix, readPrefix, threadOfJson, valueBehind } from './log-prefix.ts';
import { type Markup, readMarkup } from './messages.ts';
import type { Reading } from './reading.ts';
import { unwrapLike, type Wrapper } from './unwrap.ts';

/** Markup that belongs together: of one event, or of the events over which a message was spread. */
export interface Joined {
  readonly markup: Markup;
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** The lines of two messages crossed in it with nothing to tell them apart. */
  readonly crossed: boolean;
}

interface Piece {
  /** Index of the event in the batch. */
  readonly event: number;
  /** Where its text begins in the whole. */
  readonly at: number;
}

interface Pending {
  readonly thread: string;
  readonly beganMs: number;
  /** What was taken off its first event; a cut may have gone through an escape. */
  readonly wrappers: readonly Wrapper[];
  /** What stood before the latest of its lines. */
  prefix: string;
  text: string;
  readonly pieces: Piece[];
  crossed: boolean;
}

/** A message spread over more than this is given up and counted as cut off. */
const MOST_EVENTS = 400;
const MOST_CHARACTERS = 256 * 1024;
/** Where the lines of messages have crossed there is no code to be had; their ends are waited for in so much text. */
const MOST_CROSSED_CHARACTERS = 16 * 1024;
const LONGEST_MS = MINUTE_MS / 2;

/** What one event's texts came to. */
export interface Taken {
  /** Texts of this event alone, each complete or at least belonging to nothing else. */
  readonly own: readonly Joined[];
  /** Messages spread over several events that this event completed, or that were given up. */
  readonly joined: readonly Joined[];
  /** Whether a text of this event went into a message spread over several. */
  readonly absorbed: boolean;
}

/** An event as the batch brought it. */
export interface Arrived {
  readonly index: number;
  readonly timestampMs: number;
}

/** Joins the texts of a batch event by event. */
export interface Joiner {
  readonly take: (event: Arrived, reading: Pick<Reading, 'texts' | 'values' | 'wrappers'>) => Taken;
  /** Whether a message is open, so that a line without any sign of MM7 may still belong to it. */
  readonly isOpen: () => boolean;
  /** What was open when the batch ended. */
  readonly rest: () => Joined[];
}

/** Starts joining the events of one log stream. */
export function startJoining(): Joiner {
  const pending = new Map<string, Pending>();
  const close = (open: Pending): Joined => {
    pending.delete(open.thread);
    return { markup: readMarkup(open.text), text: open.text, pieces: open.pieces, crossed: open.crossed };
  };
  return {
    isOpen: () => pending.size > 0,
    rest: () => [...pending.values()].map(close),
    take({ index, timestampMs }, { texts, values, wrappers }) {
      const own: Joined[] = [];
      const joined = [...pending.values()].filter((open) => isGivenUp(open, timestampMs)).map(close);
      let absorbed = false;
      for (const { text, markup } of texts) {
        const pieces = [{ event: index, at: 0 }];
        if (pending.size === 0 && !markup.open) {
          own.push({ markup, text, pieces, crossed: false });
          continue;
        }
        const prefix = readPrefix(text);
        const thread = threadOfJson(values) || prefix.thread;
        const open = pendingOf(pending, thread);
        const body = text.slice(prefix.bodyAt);
        const rest = open && wrappers.length === 0 ? unwrapLike(body, open.wrappers) : body;
        const value = open && endsWithinValue(open.text) ? valueBehind(open.prefix, text) : '';
        if (open && value !== '') {
          absorbed = true;
          append(open, index, value);
        } else if (open && belongs(open, rest, markup, prefix)) {
          absorbed = true;
          open.prefix = text.slice(0, prefix.bodyAt);
          if (append(open, index, rest)) joined.push(close(open));
        } else if (markup.open && !open) {
          absorbed = true;
          const before = text.slice(0, prefix.bodyAt);
          const { crossed } = markup;
          pending.set(thread, { thread, beganMs: timestampMs, wrappers, prefix: before, text, pieces, crossed });
        } else {
          own.push({ markup, text, pieces, crossed: false });
        }
      }
      return { own, joined, absorbed };
    },
  };
}

/** Adds a text to an open message; true where the message is complete with it. */
function append(open: Pending, event: number, text: string): boolean {
  const before = open.text.length;
  open.pieces.push({ event, at: before });
  open.text = open.wrappers.length > 0 ? joinUnescaped(open.text, text) : open.text + text;
  if (!mayEnd(open.text, before)) return false;
  const markup = readMarkup(open.text);
  open.crossed ||= markup.crossed;
  return open.crossed ? hasEnded(open.text) : !markup.open;
}

/** The event in which an offset of joined text lies. */
export function eventAt({ pieces }: Pick<Joined, 'pieces'>, offset: number): number {
  let event = pieces[0]?.event ?? 0;
  for (const piece of pieces) if (piece.at <= offset) event = piece.event;
  return event;
}

/** The events that hold a joined text, each once. */
export function eventsOf({ pieces }: Pick<Joined, 'pieces'>): number[] {
  return [...new Set(pieces.map(({ event }) => event))];
}

/** A line that names its thread goes on with that thread's message; one that does not, with the only one there is. */
function pendingOf(pending: ReadonlyMap<string, Pending>, thread: string): Pending | undefined {
  const own = pending.get(thread);
  if (own || thread !== '' || pending.size !== 1) return own;
  return [...pending.values()][0];
}

/** Whether a text goes on with an open message, and is not a whole one of its own or a line of another kind. */
function belongs(open: Pending, rest: string, alone: Markup, { isLogLine }: LogPrefix): boolean {
  if (alone.messages.length > 0 && !alone.open && alone.strayAt.length === 0) return false;
  if (rest.slice(0, 64).trimStart().startsWith('<')) return true;
  if (isLogLine) return false;
  if (rest.includes('>') || /<\/?(?:[A-Za-z_]|$)/.test(rest) || endsWithinValue(open.text)) return true;
  return open.wrappers.length > 0 && (endsInEscape(open.text) || endsInEscape(rest));
}

const ENDS_WITHIN_VALUE =
  /<[^<>]{0,256}$|<[\w:.-]{0,64}(?:StatusCode|MMStatus|VASID|TransactionID)[^<>]{0,256}>[^<]{0,64}$/;

/** Whether a text ends in a tag or in the value of an element that is read. */
function endsWithinValue(text: string): boolean {
  return ENDS_WITHIN_VALUE.test(text.slice(-600));
}

/** Whether what was added can have ended a message; the name may have begun before it. */
function mayEnd(text: string, before: number): boolean {
  return /Rsp|Req|Envelope|Fault/.test(text.slice(Math.max(0, before - 80)));
}

/** Whether as many messages and envelopes have ended as began. */
function hasEnded(text: string): boolean {
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
  const begun = count(/<(?:[\w.-]{1,64}:)?(?:\w{1,32}(?:Rsp|Req)|Envelope)[\s>]/g);
  return count(/<\/(?:[\w.-]{1,64}:)?(?:\w{1,32}(?:Rsp|Req)|Envelope)\s{0,8}>/g) >= begun;
}

function isGivenUp(open: Pending, nowMs: number): boolean {
  const mostCharacters = open.crossed ? MOST_CROSSED_CHARACTERS : MOST_CHARACTERS;
  return open.pieces.length >= MOST_EVENTS || open.text.length >= mostCharacters || nowMs - open.beganMs > LONGEST_MS;
}
