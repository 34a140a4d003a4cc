import type { AcknowledgedAnswer, EpisodeShape, SilencedAnswer, SilenceShape } from '#shared/api/episode-answers.ts';
import type { Marker } from '#shared/domain/marker.ts';
import { formatDuration, formatMinute } from '#shared/domain/time.ts';
import type { EpisodesNow } from '../people/episodes-now.ts';
import { causesText } from './causes.ts';
import { pc } from './colours.ts';
import { count, render } from './tables.ts';

const STATES = { open: pc.red, acknowledged: pc.yellow, resolved: pc.green } as const;

/** What came of taking an episode on. */
export function acknowledgedText({ outcome, episode }: AcknowledgedAnswer): string {
  const { id, title, state, acknowledgedBy } = episode;
  const what = `${id}: ${title}`;
  if (outcome === 'changed') return `${what}\ntaken on by ${acknowledgedBy?.who}; reminders stop until it gets worse`;
  if (state === 'resolved') return `${what}\nis over; there is nothing to take on`;
  return `${what}\nwas taken on by ${acknowledgedBy?.who} at ${formatMinute(acknowledgedBy?.atMs ?? 0)}`;
}

/** What came of a silence. */
export function silencedText({ silence, hidden }: SilencedAnswer): string {
  return [
    `${silence.id}: ${describeMatcher(silence.matcher)} ${endOf(silence)}`,
    hidden.length === 0 ? 'It hides nothing that goes on now.' : `It hides ${hidden.length} that go on:`,
    ...hidden.map(({ id, title }) => `  ${id}  ${title}`),
  ].join('\n');
}

/** Silences that were ended. */
export function unsilencedText(ended: readonly SilenceShape[]): string {
  return ended.map(({ id, matcher }) => `${id}: ${describeMatcher(matcher)} is ended`).join('\n');
}

/** A marker that was noted. */
export function markedText({ atMs, text, vasid, author }: Marker): string {
  return `${formatMinute(atMs)}  ${text}${vasid === null ? '' : `, service ${vasid}`} (${author})`;
}

/** What goes on, and the silences in force. */
export function episodesText({ episodes, silences }: EpisodesNow, nowMs: number): string {
  const parts = [episodes.length === 0 ? 'No episodes.' : table(episodes, nowMs)];
  for (const { id, title, state, causes } of episodes) {
    if (state !== 'resolved' && causes.length > 0) parts.push([`${id}  ${title}`, ...causesText(causes)].join('\n'));
  }
  if (silences.length > 0) parts.push(`${pc.bold('Silences in force')}\n${silenceTable(silences)}`);
  return parts.join('\n\n');
}

function table(episodes: readonly EpisodeShape[], nowMs: number): string {
  return render(
    ['episode', 'since', 'lasts', 'state', 'severity', 'what broke, for whom', 'failed', 'people'],
    episodes.map((episode) => [
      episode.id,
      formatMinute(episode.sinceMs),
      formatDuration((episode.resolvedMs ?? nowMs) - episode.sinceMs),
      STATES[episode.state](episode.state),
      episode.severity,
      episode.title,
      `${count(episode.errors)} of ${count(episode.messages)}`,
      peopleOf(episode),
    ]),
    { right: [6], shrink: [5, 7] },
  );
}

function peopleOf({ acknowledgedBy, quiet, silence, markers }: EpisodeShape): string {
  const parts: string[] = [];
  if (acknowledgedBy) parts.push(acknowledgedBy.who);
  if (silence) parts.push(`silenced by ${silence.author} ${endOf(silence)}`);
  else if (quiet) parts.push(QUIET_WORDS[quiet]);
  const [marker] = markers;
  if (marker) parts.push(`after: ${marker.text}`);
  return parts.join('; ');
}

const QUIET_WORDS = {
  staged: 'rule on trial',
  maintenance: 'maintenance',
  inhibited: 'explained by another',
  silenced: 'silenced',
} as const;

function silenceTable(silences: readonly SilenceShape[]): string {
  return render(
    ['silence', 'about', 'ends', 'by', 'why'],
    silences.map((silence) => [
      silence.id,
      describeMatcher(silence.matcher),
      endOf(silence),
      silence.author,
      silence.reason,
    ]),
    { right: [], shrink: [4, 1] },
  );
}

function describeMatcher({ episodeId, rule, code, vasid, carrier }: SilenceShape['matcher']): string {
  const parts: string[] = [];
  if (episodeId !== null) parts.push(`episode ${episodeId}`);
  if (rule !== null) parts.push(`rule ${rule}`);
  if (code !== null) parts.push(`code ${code}`);
  if (vasid !== null) parts.push(`service ${vasid}`);
  if (carrier !== null) parts.push(`carrier ${carrier}`);
  return parts.join(', ');
}

function endOf({ untilMs }: SilenceShape): string {
  return untilMs === null ? 'until it is resolved' : `until ${formatMinute(untilMs)}`;
}
