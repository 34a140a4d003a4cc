import { signalOf } from '../detect/signal.ts';
import type { Episode, Reason } from '../episode.ts';
import { describeScope, dimensionOf } from '../scope.ts';
import { formatDuration, formatTimeOfDay } from '../time.ts';
import { adviceFacts } from './advice.ts';
import { countedFact, minutesWithoutErrors, TELLING_MINUTES } from './counted.ts';
import type { Fact } from './fact.ts';
import { causeFacts } from './likely-cause.ts';
import { limitFacts } from './limit-text.ts';
import type { Notification } from './notification.ts';
import { signalFacts } from './signal-text.ts';
import { sparkline } from './sparkline.ts';
import type { Told } from './told.ts';
import { whereFacts } from './where.ts';

/** All that is said while submits fail: how bad, where, what was done before it, whose job, why perhaps, what next. */
export function failingFacts({ reason, episode }: Notification, { catalogue }: Told): Fact[] {
  const signal = signalOf(episode.codes[0]);
  if (signal) {
    const seen = signalFacts(signal, episode);
    return [...happenedFacts(reason, episode), ...seen, ...markerFacts(episode), ...takenOnFacts(episode)];
  }
  return [
    ...happenedFacts(reason, episode),
    countedFact(episode),
    ...recentFacts(episode),
    ...whereFacts(episode),
    ...markerFacts(episode),
    ...adviceFacts(episode.codes, catalogue),
    ...causeFacts(episode, catalogue),
    ...limitFacts(episode.insight?.limits ?? []),
    ...takenOnFacts(episode),
  ];
}

/** What changed, where it is not simply that it began. */
function happenedFacts(reason: Reason, episode: Episode): Fact[] {
  const text = HAPPENED[reason]?.(episode);
  return text === undefined ? [] : [{ label: 'What happened', text }];
}

const HAPPENED: Readonly<Partial<Record<Reason, (episode: Episode) => string>>> = {
  announced: () => 'it goes on after the time in which it was not to be told',
  widened: (episode) => `more is hit than before: ${formerly(episode)}`,
  narrowed: (episode) => `less is hit than before: ${formerly(episode)}`,
  escalated: () => 'it has become critical',
  reminder: (episode) =>
    minutesWithoutErrors(episode) < TELLING_MINUTES
      ? `it goes on for ${formatDuration(ageMs(episode))} now, and nobody has taken it on`
      : 'nothing fails at the moment, but it is too early to call it over; nobody has taken it on',
  'silence-expired': () => 'the silence on it has ended, and it goes on',
  unsilenced: ({ history }) => `${history.at(-1)?.who ?? 'somebody'} ended the silence on it, and it goes on`,
};

function ageMs({ history, openedMs, sinceMs }: Episode): number {
  return (history.at(-1)?.atMs ?? openedMs) - sinceMs;
}

/** `it was service svc-1 with 2568`: codes only where they changed. */
function formerly({ history, scope, codes }: Episode): string {
  const before = history.at(-2);
  if (!before) return 'new codes or a wider scope';
  const was = dimensionOf(before.scope) === dimensionOf(scope) ? '' : ` ${describeScope(before.scope)}`;
  const with_ = before.codes.length === codes.length ? '' : ` ${before.codes.join(', ')} alone`;
  return was === '' && with_ === '' ? 'others fail as well' : `it was${was}${with_}`;
}

/** Errors minute by minute as bars: whether it begins, goes on or comes and goes is seen at once. */
function recentFacts({ insight }: Episode): Fact[] {
  if (!insight || insight.recent.errors.every((errors) => errors === 0)) return [];
  const { fromMs, errors } = insight.recent;
  const text = `${sparkline(errors)} since ${formatTimeOfDay(fromMs)}, at most ${Math.max(...errors)}`;
  return [{ label: 'Errors a minute', text }];
}

/** `“credentials rotated”, 4 min before (alice)`. */
function markerFacts({ markers = [], sinceMs }: Episode): Fact[] {
  return markers.map(({ text, atMs, author }) => {
    const when = atMs > sinceMs ? 'in the same minute' : `${formatDuration(sinceMs - atMs)} before`;
    return { label: 'Before it', text: `“${text}”, ${when} (${author})` };
  });
}

function takenOnFacts({ acknowledgedBy }: Episode): Fact[] {
  if (!acknowledgedBy) return [];
  const { who, atMs } = acknowledgedBy;
  return [{ label: 'Taken on by', text: `${who}, at ${formatTimeOfDay(atMs)} UTC` }];
}
