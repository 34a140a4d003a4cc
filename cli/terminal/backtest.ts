import type { Episode } from '#shared/domain/episode.ts';
import { textOf } from '#shared/domain/message/text.ts';
import { titleOf } from '#shared/domain/message/title.ts';
import { formatMinute } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import type { Comparison, Moved } from '../local/backtest/compare.ts';
import type { TrialSummary } from '../local/backtest/trial-summary.ts';
import { pc } from './colours.ts';
import { episodeTable, titled } from './tables.ts';

/** The episodes of a trial as a table, and a closing line. */
export function backtestText(
  { episodes, summary }: { readonly episodes: readonly Episode[]; readonly summary: TrialSummary },
  { fromMs, toMs }: TimeRange,
): string {
  const table = episodes.length === 0 ? 'No episode.' : episodeTable(episodes.map(titled));
  return `${formatMinute(fromMs)} to ${formatMinute(toMs)}\n\n${table}\n\n${summaryLine(summary)}`;
}

/** An episode as people would be told of it, with its numbers, as a line of JSON. */
export function episodeLine(episode: Episode): string {
  const { outbox, ...told } = episode;
  const last = episode.history.at(-1)?.reason ?? 'opened';
  const { title, lines } = textOf({ id: `${episode.id}-${episode.version}`, reason: last, episode });
  return JSON.stringify({ ...told, notifications: outbox.length, title, text: lines.join('\n') });
}

/** What other settings would have said. */
export function comparisonText({
  now,
  other,
  gained,
  lost,
  earlier,
  later,
}: Comparison & { readonly now: TrialSummary; readonly other: TrialSummary }): string {
  return [
    ...part('gained', pc.yellow('+'), gained.map(lineOf)),
    ...part('lost', pc.red('-'), lost.map(lineOf)),
    ...part('earlier', pc.green('<'), earlier.map(movedLine)),
    ...part('later', pc.yellow('>'), later.map(movedLine)),
    `now:  ${summaryLine(now)}`,
    `then: ${summaryLine(other)}`,
  ].join('\n');
}

function summaryLine({ episodes, hoursOpen, flaps, notificationsPerDay }: TrialSummary): string {
  return [
    `${episodes} ${episodes === 1 ? 'episode' : 'episodes'}`,
    `${hoursOpen.toFixed(1)} hours open`,
    `${flaps} ${flaps === 1 ? 'flap' : 'flaps'}`,
    `${notificationsPerDay.toFixed(1)} notifications a day`,
  ].join(', ');
}

function part(name: string, sign: string, lines: readonly string[]): string[] {
  return [`${lines.length} ${name}`, ...lines.map((line) => `  ${sign} ${line}`)];
}

function lineOf(episode: Episode): string {
  return `${formatMinute(episode.openedMs)}  ${titleOf(episode)}`;
}

function movedLine({ episode, byMinutes }: Moved): string {
  return `${lineOf(episode)}, by ${byMinutes} min`;
}
