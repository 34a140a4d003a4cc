import { formatCount, formatShare } from '../amount.ts';
import type { Episode } from '../episode.ts';
import { titleOf } from '../message/title.ts';
import { formatDuration, formatMinute } from '../time.ts';
import { sentence } from './frame.ts';
import { escapeHtml } from './html.ts';

const MOST_ROWS = 20;

/** The episodes of a range as an HTML table: open ones first, the youngest first; those that nobody is told of are left out. */
export function episodesHtml(episodes: readonly Episode[], nowMs: number): string {
  const told = episodes.filter(({ quiet }) => quiet === undefined || quiet === 'silenced');
  if (told.length === 0) return sentence('No incident in this range.');
  const isOpen = ({ state }: Episode) => (state === 'resolved' ? 0 : 1);
  const sorted = [...told].sort((one, other) => isOpen(other) - isOpen(one) || other.sinceMs - one.sinceMs);
  const head =
    '<thead><tr><th>State</th><th>What broke, for whom</th><th>Since, UTC</th><th>Lasts</th><th class="n">Failed</th></tr></thead>';
  return `<table>${head}<tbody>${sorted
    .slice(0, MOST_ROWS)
    .map((episode) => rowHtml(episode, nowMs))
    .join('')}</tbody></table>`;
}

function rowHtml(episode: Episode, nowMs: number): string {
  const { state, severity, sinceMs, resolvedMs, errors, messages } = episode;
  const told =
    state === 'resolved'
      ? '<td class="d">resolved</td>'
      : `<td class="t">▲ ${escapeHtml(`${state}, ${severity}`)}</td>`;
  const share = messages === 0 ? '' : ` <span class="d">${escapeHtml(formatShare(errors / messages))}</span>`;
  return [
    `<tr>${told}<th>${escapeHtml(titleOf(episode))}</th>`,
    `<td>${formatMinute(sinceMs).slice(5, 16).replace('T', ' ')}</td>`,
    `<td>${formatDuration(Math.max(0, (resolvedMs ?? nowMs) - sinceMs))}</td>`,
    `<td class="n">${formatCount(errors)} of ${formatCount(messages)}${share}</td></tr>`,
  ].join('');
}
