import { type Catalogue, describeCode } from './catalogue.ts';
import type { Episode, EpisodeSummary } from './episode.ts';
import { type CountedMinute, type Totals, totalsIn } from './episode-totals.ts';
import { MINUTE_MS } from './time.ts';

/** The peak is that of so many minutes with so many submits; where there never were so many, that of the whole. */
const PEAK_MINUTES = 5;
const PEAK_MESSAGES = 10;

/**
 * What an episode came to; of one about what did not come, as its finding knew it last.
 * @param minutes counts of its scope from its first bad minute to its end, by time; parts of one minute stand beside each other
 */
export function summaryOf(
  episode: Pick<Episode, 'codes' | 'sinceMs' | 'resolvedMs' | 'openedMs' | 'errors' | 'messages'>,
  minutes: readonly CountedMinute[],
  catalogue: Catalogue,
): EpisodeSummary {
  const { codes, sinceMs, resolvedMs, openedMs, errors, messages } = episode;
  const totals = totalsIn(minutes, codes) ?? { errors, messages };
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
  whole: Totals & Pick<Episode, 'sinceMs'>,
): Pick<EpisodeSummary, 'peakShare' | 'peakMs'> {
  let peak = { peakShare: shareOf(whole), peakMs: whole.sinceMs };
  for (const startMs of new Set(minutes.map((minute) => minute.startMs))) {
    const toMs = startMs + PEAK_MINUTES * MINUTE_MS;
    const totals = totalsIn(
      minutes.filter((minute) => minute.startMs >= startMs && minute.startMs < toMs),
      codes,
    );
    if (totals && totals.messages >= PEAK_MESSAGES && shareOf(totals) > peak.peakShare)
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
    const errors = totalsIn(minutes, [code])?.errors ?? 0;
    const { retry } = describeCode(code, catalogue);
    if (retry === 'unknown') continue;
    known += errors;
    if (retry === 'yes' || retry === 'after-fix') retryable += errors;
  }
  return known === 0 ? null : retryable / known;
}

function shareOf({ errors, messages }: Totals): number {
  return messages === 0 ? 0 : errors / messages;
}
