import { MINUTE_MS, startOf } from '#shared/domain/time.ts';
import type { TouchedMinute } from '#shared/pipeline/ingest.ts';
import type { LocalPipeline } from './pipeline.ts';

/** After a silence longer than this nothing that was open can still be: the minutes of it need no step each. */
const LONGEST_LOOK_BACK_MS = 8 * 60 * MINUTE_MS;

/** Counts of one run that are ingested and not yet rolled and judged. */
export interface Backlog {
  readonly add: (touched: readonly TouchedMinute[]) => void;
  /** Rolls what was added, then steps the detectors through the minutes before `untilMs` and tells what happens in them. */
  readonly settle: (untilMs: number, watch?: SettleWatcher) => Promise<void>;
}

/** Told how far settling has come. */
export interface SettleWatcher {
  readonly rolled: (hours: number, of: number) => void;
  readonly judged: (minutes: number, of: number) => void;
}

/**
 * Keeps the backlog. An hour's minutes are rolled together, so that the hour and its day are folded once for all of them and
 * memory stays bounded.
 */
export function startBacklog(pipeline: Pick<LocalPipeline, 'roll' | 'detect' | 'notify'>): Backlog {
  const unrolled = new Map<string, TouchedMinute>();
  let counted: number[] = [];
  let judgedMs = Number.NEGATIVE_INFINITY;
  return {
    add(touched) {
      for (const minute of touched) unrolled.set(`${minute.minuteStartMs} ${minute.shard}`, minute);
    },
    async settle(untilMs, watch) {
      const hours = groupByHour(unrolled.values());
      unrolled.clear();
      for (const [at, minutes] of hours.entries()) {
        await pipeline.roll(minutes);
        counted.push(...minutes.map(({ minuteStartMs }) => minuteStartMs));
        watch?.rolled(at + 1, hours.length);
      }
      const due = minutesToJudge(counted, { afterMs: judgedMs, untilMs });
      for (const [at, minuteMs] of due.entries()) {
        await pipeline.detect(minuteMs + MINUTE_MS);
        await pipeline.notify(minuteMs + MINUTE_MS);
        judgedMs = minuteMs;
        watch?.judged(at + 1, due.length);
      }
      counted = counted.filter((minuteMs) => minuteMs > judgedMs - LONGEST_LOOK_BACK_MS);
    },
  };
}

/**
 * Minutes to be stepped within an open range: each that has counts, and those after it for as long as a detector may still
 * be waiting for recovery.
 */
export function minutesToJudge(
  counted: Iterable<number>,
  { afterMs, untilMs }: { readonly afterMs: number; readonly untilMs: number },
): number[] {
  const starts = [...new Set(counted)].sort((a, b) => a - b);
  return starts.flatMap((startMs, at) => {
    const endMs = Math.min(starts[at + 1] ?? untilMs, startMs + LONGEST_LOOK_BACK_MS, untilMs);
    const minutes: number[] = [];
    for (let minuteMs = startMs; minuteMs < endMs; minuteMs += MINUTE_MS)
      if (minuteMs > afterMs) minutes.push(minuteMs);
    return minutes;
  });
}

function groupByHour(touched: Iterable<TouchedMinute>): TouchedMinute[][] {
  const hours = new Map<number, TouchedMinute[]>();
  for (const minute of touched) {
    const hourMs = startOf('hour', minute.minuteStartMs);
    const ofHour = hours.get(hourMs) ?? [];
    hours.set(hourMs, ofHour);
    ofHour.push(minute);
  }
  return [...hours].sort(([a], [b]) => a - b).map(([, minutes]) => minutes);
}
