import { type Catalogue, describeCode } from './catalogue.ts';
import { outcomeKey } from './counter-key.ts';
import type { Episode, EpisodeSummary } from './episode.ts';
import { MINUTE_MS } from './time.ts';

/** Counts of one minute of an episode's scope: `submit|2568` → count. */
export interface CountedMinute {
  readonly startMs: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** The peak is that of so many minutes with so many submits; where there never were so many, that of the whole. */
const PEAK_MINUTES = 5;
const PEAK_MESSAGES = 10;
const SUBMITS = 'submit|';

/** Submits of an episode's scope in counted minutes, and how many of these failed with its codes. */
export function totalsIn(
  minutes: Iterable<CountedMinute>,
  codes: readonly number[],
): Pick<EpisodeSummary, 'errors' | 'messages'> {
  let errors = 0;
  let messages = 0;
  for (const { counts } of minutes) {
    for (const code of codes) errors += counts.get(outcomeKey('submit', String(code))) ?? 0;
    for (const [key, count] of counts) if (key.startsWith(SUBMITS)) messages += count;
  }
  return { errors, messages };
}

/**
 * What an episode came to.
 * @param minutes counts of its scope from its first bad minute to its end, by time; parts of one minute stand beside each other
 */
export function summaryOf(
  { codes, sinceMs, resolvedMs, openedMs }: Pick<Episode, 'codes' | 'sinceMs' | 'resolvedMs' | 'openedMs'>,
  minutes: readonly CountedMinute[],
  catalogue: Catalogue,
): EpisodeSummary {
  const totals = totalsIn(minutes, codes);
  return {
    durationMs: (resolvedMs ?? openedMs) - sinceMs,
    ...peakOf(minutes, codes, { ...totals, sinceMs }),
    ...totals,
    retryableShare: retryableShareOf(minutes, codes, catalogue),
  };
}

function peakOf(
  minutes: readonly CountedMinute[],
  codes: readonly number[],
  whole: Pick<EpisodeSummary, 'errors' | 'messages'> & Pick<Episode, 'sinceMs'>,
): Pick<EpisodeSummary, 'peakShare' | 'peakMs'> {
  let peak = { peakShare: shareOf(whole), peakMs: whole.sinceMs };
  for (const startMs of new Set(minutes.map((minute) => minute.startMs))) {
    const toMs = startMs + PEAK_MINUTES * MINUTE_MS;
    const totals = totalsIn(
      minutes.filter((minute) => minute.startMs >= startMs && minute.startMs < toMs),
      codes,
    );
    if (totals.messages >= PEAK_MESSAGES && shareOf(totals) > peak.peakShare)
      peak = { peakShare: shareOf(totals), peakMs: startMs };
  }
  return peak;
}

/** What needed mending before sending again could help is mended when the episode is over. */
function retryableShareOf(
  minutes: readonly CountedMinute[],
  codes: readonly number[],
  catalogue: Catalogue,
): number | null {
  let known = 0;
  let retryable = 0;
  for (const code of codes) {
    const { errors } = totalsIn(minutes, [code]);
    const { retry } = describeCode(code, catalogue);
    if (retry === 'unknown') continue;
    known += errors;
    if (retry === 'yes' || retry === 'after-fix') retryable += errors;
  }
  return known === 0 ? null : retryable / known;
}

function shareOf({ errors, messages }: Pick<EpisodeSummary, 'errors' | 'messages'>): number {
  return messages === 0 ? 0 : errors / messages;
}
