import { signalOf } from '../detect/signal.ts';
import type { Episode, EpisodeSummary, Reason } from '../episode.ts';
import { percent } from '../insight/numbers.ts';
import { formatDuration, formatMinute, formatTimeOfDay, startOf } from '../time.ts';
import { failedOf } from './counted.ts';
import type { Fact } from './fact.ts';
import type { Notification } from './notification.ts';
import { SIGNAL_WORDS } from './signal-text.ts';

/** What an episode came to: how it ended, how long it lasted, how many failed, and whether sending these again helps. */
export function endingFacts({ reason, episode }: Notification): Fact[] {
  const endMs = episode.resolvedMs ?? episode.openedMs;
  const lasted = `${formatDuration(endMs - episode.sinceMs)}, ${spanOf(episode.sinceMs, endMs)}`;
  const signal = signalOf(episode.codes[0]);
  if (signal) {
    const { over, total } = SIGNAL_WORDS[signal];
    const ending = reason === 'resolved' ? over : ENDINGS[reason]?.(episode);
    return [
      { label: 'What happened', text: `${ending ?? 'it is over'}. It lasted ${lasted}` },
      { label: 'How bad', text: total(episode) },
    ];
  }
  return [
    { label: 'What happened', text: `${ENDINGS[reason]?.(episode) ?? 'it is over'}. It lasted ${lasted}` },
    { label: 'How bad', text: `${failedOf(episode.summary ?? episode)} in that time${peakOf(episode.summary)}` },
    ...againFacts(episode.summary),
  ];
}

/** What an ending says of itself. */
const ENDINGS: Readonly<Partial<Record<Reason, (episode: Episode) => string>>> = {
  resolved: () => 'answers are normal again',
  stale: () => 'next to nothing of the kind was sent for hours, so nothing proves that it is well again',
  accepted: () => 'it goes on, and is taken for normal from now on',
  absorbed: ({ absorbedBy }) => `it is part of a wider episode${absorbedBy === undefined ? '' : `, ${absorbedBy}`}`,
  withdrawn: () => 'its rule is no longer there, so nobody watches it',
};

function peakOf(summary: EpisodeSummary | undefined): string {
  return summary ? `; at worst ${percent(summary.peakShare)}, about ${formatTimeOfDay(summary.peakMs)} UTC` : '';
}

function againFacts(summary: EpisodeSummary | undefined): Fact[] {
  if (!summary || summary.retryableShare === null || summary.errors === 0) return [];
  const { retryableShare: share, errors } = summary;
  if (share === 0) return [{ label: 'What next', text: 'sending the failed ones again as they are does not help' }];
  const many = share === 1 ? 'what failed' : `${percent(share)} of what failed`;
  const count = Math.round(share * errors).toLocaleString('en');
  return [{ label: 'What next', text: `sending ${many} again can succeed now: ${count} submits` }];
}

function spanOf(fromMs: number, toMs: number): string {
  return startOf('day', fromMs) === startOf('day', toMs)
    ? `${formatTimeOfDay(fromMs)}–${formatTimeOfDay(toMs)} UTC`
    : `${formatMinute(fromMs)}–${formatMinute(toMs)}`;
}
