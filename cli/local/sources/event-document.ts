/**
 * Splits CloudWatch's answers, `{"events":[{…},{…}],…}` or `[{…},…]`, however laid out and however long, into their events
 * while they come in pieces; several answers may follow one another.
 */
export interface DocumentSplitter {
  /** Texts of the events that ended in this piece. */
  readonly take: (piece: string) => string[];
  /** Whether an event or an array has begun and not ended. */
  readonly isOpen: () => boolean;
}

const EVENTS = /"(?:events|logEvents)"\s*:\s*\[/g;
/** Enough to hold the longest form of `"logEvents" : [` that is cut between two pieces. */
const OVERLAP = 64;

/** Starts splitting; a document that begins with `[` is an array of events itself. */
export function startSplittingDocument(): DocumentSplitter {
  let text = '';
  let inArray = false;
  let isFirst = true;
  let depth = 0;
  let inString = false;
  let eventStart = 0;
  let at = 0;

  const findArray = (): boolean => {
    const start = isFirst ? /^\s*\[/.exec(text) : null;
    EVENTS.lastIndex = at;
    const found = start ?? EVENTS.exec(text);
    isFirst &&= text.trim() === '';
    if (!found) return false;
    at = start ? start[0].length : EVENTS.lastIndex;
    inArray = true;
    return true;
  };
  const takeFromArray = (events: string[]): void => {
    for (; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (inString) {
        if (char === 92) at += 1;
        else if (char === 34) inString = false;
      } else if (char === 34) inString = true;
      else if (char === 123 || char === 91) {
        if (depth === 0) eventStart = at;
        depth += 1;
      } else if (char === 125 || char === 93) {
        if (depth === 0) {
          inArray = false;
          at += 1;
          return;
        }
        depth -= 1;
        if (depth === 0) events.push(text.slice(eventStart, at + 1));
      }
    }
  };
  const dropRead = (): void => {
    const keepFrom = depth > 0 ? eventStart : inArray ? at : Math.max(0, text.length - OVERLAP);
    text = text.slice(Math.min(keepFrom, text.length));
    at = Math.max(0, at - keepFrom);
    eventStart = 0;
  };
  return {
    isOpen: () => inArray,
    take(piece) {
      text += piece;
      const events: string[] = [];
      while (at < text.length && (inArray || findArray())) takeFromArray(events);
      dropRead();
      return events;
    },
  };
}
