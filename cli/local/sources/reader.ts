import { startSplittingDocument } from './event-document.ts';
import { deliveryOf, eventOfJson, eventOfText, type Place, type PlacedEvent } from './events.ts';
import { timeOfLine } from './line-time.ts';
import { type Line, startSplitting } from './lines.ts';

/** Makes events of the text of one input, which comes in pieces. */
export interface EventReader {
  readonly take: (piece: string) => PlacedEvent[];
  /** What stood at the end with nothing to end it. */
  readonly rest: () => PlacedEvent[];
}

/** Begins to read an input; its format shows in its first piece. */
export function startReading(place: Place, nowMs: () => number): EventReader {
  let reader: EventReader | null = null;
  return {
    take(piece) {
      if (piece === '') return [];
      reader ??= isDocument(piece) ? readDocument(place, nowMs) : readLines(place, nowMs);
      return reader.take(piece);
    },
    rest: () => reader?.rest() ?? [],
  };
}

/** An answer of CloudWatch, rather than lines each of which may be JSON. */
function isDocument(piece: string): boolean {
  const head = piece.slice(0, 65_536);
  if (/^[\ufeff\s]*\[\s*\{/.test(head)) return true;
  if (!/^[\ufeff\s]*\{/.test(head) || !/"(?:events|logEvents)"\s{0,16}:\s{0,16}\[/.test(head)) return false;
  const firstLine = head.slice(0, head.trimStart().indexOf('\n') + 1).trim();
  return firstLine === '' || !firstLine.endsWith('}');
}

function readDocument(place: Place, nowMs: () => number): EventReader {
  const splitter = startSplittingDocument();
  let offset = 0;
  return {
    take(piece) {
      const events: PlacedEvent[] = [];
      for (const text of splitter.take(piece)) {
        const event = eventOfJson({ text, offset }, place, nowMs());
        offset += 1;
        if (event) events.push(event);
      }
      return events;
    },
    rest: () => [],
  };
}

function readLines(place: Place, nowMs: () => number): EventReader {
  const splitter = startSplitting();
  let lastMs: number | null = null;
  const eventsOf = (line: Line): PlacedEvent[] => {
    const fallbackMs = lastMs ?? nowMs();
    if (line.text.startsWith('{')) {
      const event = eventOfJson(line, place, fallbackMs);
      if (event) return [event];
      const delivery = /^\{\s{0,8}"(?:events|logEvents|awslogs|messageType|owner)"/.test(line.text)
        ? deliveryOf(line, place, fallbackMs)
        : null;
      if (delivery) return delivery;
    }
    lastMs = timeOfLine(line.text, nowMs()) ?? lastMs;
    return [eventOfText(line, place, lastMs ?? fallbackMs)];
  };
  return {
    take: (piece) => splitter.take(piece).flatMap(eventsOf),
    rest: () => splitter.rest().flatMap(eventsOf),
  };
}
