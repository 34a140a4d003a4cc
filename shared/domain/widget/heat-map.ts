import { formatShare } from '../amount.ts';
import { type Catalogue, describeCode } from '../catalogue.ts';
import { type HeatCell, type HeatSource, heatOf } from '../heat.ts';
import { sentence } from './frame.ts';
import { escapeHtml } from './html.ts';

/** Which code fails where, as an HTML table whose cells glow with their share. */
export function heatMapHtml(sources: readonly HeatSource[], catalogue: Catalogue): string {
  const { columns, rows } = heatOf(sources);
  if (rows.length === 0) return sentence('No submit failed in this range.');
  const head = columns.map(({ value }) => `<th>${value === null ? 'unknown' : escapeHtml(value)}</th>`).join('');
  const body = rows
    .map(({ code, cells }) => `<tr><th>${nameOf(code, catalogue)}</th>${cells.map(cellHtml).join('')}</tr>`)
    .join('');
  const foot = columns.map(({ errorShare }) => `<td class="d">${escapeHtml(formatShare(errorShare))}</td>`).join('');
  return `<table class="heat"><thead><tr><th></th>${head}</tr></thead><tbody>${body}<tr><th class="d">all errors</th>${foot}</tr></tbody></table>`;
}

function cellHtml({ count, share, level }: HeatCell): string {
  return count === 0 ? '<td class="h0"></td>' : `<td class="h${level}">${escapeHtml(formatShare(share))}</td>`;
}

function nameOf(code: string, catalogue: Catalogue): string {
  if (code === '') return 'unreadable';
  return `${escapeHtml(code)} <span class="d">${escapeHtml(describeCode(Number(code), catalogue).text ?? '')}</span>`;
}
