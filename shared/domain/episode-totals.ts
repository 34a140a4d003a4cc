import { outcomeKey } from './counter-key.ts';
import { signalOf } from './detect/signal.ts';
import { errorOfReport, NO_ERROR } from './detect/window.ts';

/** Counts of one minute of an episode's scope: `submit|2568` → count. */
export interface CountedMinute {
  readonly startMs: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What failed among what was sent, or among what was reported. */
export interface Totals {
  readonly errors: number;
  readonly messages: number;
}

/**
 * Submits of counted minutes and how many of these failed with the codes of an episode; of one about delivery, the same of final
 * reports. Null of one about what did not come, since nothing of that is counted.
 */
export function totalsIn(minutes: Iterable<CountedMinute>, codes: readonly number[]): Totals | null {
  const signal = signalOf(codes[0]);
  if (signal === null) return totalsOfSubmits(minutes, codes);
  return signal === 'delivery' ? totalsOfReports(minutes) : null;
}

function totalsOfSubmits(minutes: Iterable<CountedMinute>, codes: readonly number[]): Totals {
  let errors = 0;
  let messages = 0;
  for (const { counts } of minutes) {
    for (const code of codes) errors += counts.get(outcomeKey('submit', String(code))) ?? 0;
    for (const [key, count] of counts) if (key.startsWith('submit|')) messages += count;
  }
  return { errors, messages };
}

function totalsOfReports(minutes: Iterable<CountedMinute>): Totals {
  let errors = 0;
  let messages = 0;
  for (const { counts } of minutes) {
    for (const [key, count] of counts) {
      const [kind, status = ''] = key.split('|');
      const error = kind === 'delivery-report' ? errorOfReport(status) : null;
      if (error === null) continue;
      messages += count;
      if (error !== NO_ERROR) errors += count;
    }
  }
  return { errors, messages };
}
