import { formatCount, formatShare } from '../amount.ts';
import type { OutcomeRow } from '../report.ts';
import { sentence } from './frame.ts';
import { escapeHtml } from './html.ts';

const MOST_ROWS = 20;

/** The errors by code as an HTML table: how often, what it means, whose job it is. */
export function codeTableHtml(outcomes: readonly OutcomeRow[]): string {
  const submits = outcomes.filter(({ kind }) => kind === 'submit').reduce((sum, { count }) => sum + count, 0);
  const errors = outcomes.filter(isError);
  if (submits === 0) return sentence('No submit was counted in this range.');
  if (errors.length === 0) return sentence(`None of ${formatCount(submits)} submits failed.`);
  const head =
    '<thead><tr><th>Code</th><th>Meaning</th><th class="n">Count</th><th class="n">Share</th><th>Who must act</th></tr></thead>';
  return `<table>${head}<tbody>${errors.slice(0, MOST_ROWS).map(rowHtml).join('')}</tbody></table>`;
}

function rowHtml({ outcome, text, count, share, actor }: OutcomeRow): string {
  return [
    `<tr><th>${escapeHtml(outcome || '–')}</th>`,
    `<td>${escapeHtml(text)}</td>`,
    `<td class="n">${formatCount(count)}</td>`,
    `<td class="n">${escapeHtml(formatShare(share))}</td>`,
    `<td>${escapeHtml(actor)}</td></tr>`,
  ].join('');
}

function isError({ kind, outcome }: OutcomeRow): boolean {
  return kind === 'transport' || (kind === 'submit' && outcome !== '1000');
}
