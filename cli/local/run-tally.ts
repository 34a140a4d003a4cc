import { DAY_MS, MINUTE_MS, startOf } from '#shared/domain/time.ts';
import type { IngestSummary } from '#shared/pipeline/ingest.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';

/** What a run has read so far, beside what is in the store. */
export interface Tally {
  readonly add: (summary: IngestSummary) => void;
  /** From the first to the end of the last minute that was read; the last day where nothing was. */
  readonly range: () => TimeRange;
  /** One line for each kind of thing that could not be counted. */
  readonly unread: () => string[];
}

const MOST_SHAPES = 5;

/** Starts the tally of one run. */
export function startTally(nowMs: number): Tally {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  let refused = 0;
  const shapes = new Set<string>();
  return {
    add(summary) {
      for (const shape of summary.shapes) if (shapes.size < MOST_SHAPES) shapes.add(shape);
      refused += summary.refusedAhead + summary.refusedOld;
      for (const { minuteStartMs } of summary.touched) {
        fromMs = Math.min(fromMs, minuteStartMs);
        toMs = Math.max(toMs, minuteStartMs + MINUTE_MS);
      }
    },
    range: () => (fromMs < toMs ? { fromMs, toMs } : { fromMs: nowMs - DAY_MS, toMs: startOf('minute', nowMs) }),
    unread: () => [
      ...(refused === 0 ? [] : [`${refused} lines not counted: their time lies more than a day ahead`]),
      ...[...shapes].map((shape) => `holds a status that cannot be read or told (letters as a, digits as 0): ${shape}`),
    ],
  };
}
