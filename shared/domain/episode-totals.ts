import { outcomeKey } from './counter-key.ts';
import { signalOf } from './detect/signal.ts';
import { errorOfReport, NO_ERROR } from './detect/window.ts';
import type { Episode } from './episode.ts';

/**
 * Errors and messages of an episode as the counts of its scope over its whole life have them; of what was missed nothing is
 * counted, so that there the finding's own numbers stay.
 * @param counts `kind|outcome` → count
 */
export function totalsOfEpisode(
  { codes, errors, messages }: Pick<Episode, 'codes' | 'errors' | 'messages'>,
  counts: ReadonlyMap<string, number>,
): Pick<Episode, 'errors' | 'messages'> {
  const signal = signalOf(codes[0]);
  if (signal === null) return totalsOfSubmits(codes, counts);
  return signal === 'delivery' ? totalsOfReports(counts) : { errors, messages };
}

function totalsOfSubmits(codes: readonly number[], counts: ReadonlyMap<string, number>) {
  const errors = codes.reduce((sum, code) => sum + (counts.get(outcomeKey('submit', String(code))) ?? 0), 0);
  let messages = 0;
  for (const [key, count] of counts) if (key.startsWith('submit|')) messages += count;
  return { errors, messages };
}

function totalsOfReports(counts: ReadonlyMap<string, number>) {
  let errors = 0;
  let messages = 0;
  for (const [key, count] of counts) {
    const [kind, status = ''] = key.split('|');
    const error = kind === 'delivery-report' ? errorOfReport(status) : null;
    if (error === null) continue;
    messages += count;
    if (error !== NO_ERROR) errors += count;
  }
  return { errors, messages };
}
