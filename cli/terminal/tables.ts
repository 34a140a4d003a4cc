import Table from 'cli-table3';
import type { CodeEntry } from '#shared/domain/catalogue-entry.ts';
import { signalOf } from '#shared/domain/detect/signal.ts';
import type { Episode } from '#shared/domain/episode.ts';
import type { LedgerRow } from '#shared/domain/ledger.ts';
import { titleOf } from '#shared/domain/message/title.ts';
import type { BreakdownRow, OutcomeRow, QualityRow } from '#shared/domain/report.ts';
import { formatDuration, formatMinute } from '#shared/domain/time.ts';
import { pc } from './colours.ts';
import { wrapped } from './wrapped.ts';

/** Error codes named in a line of a breakdown. */
const TOP_CODES = 3;
/** Outcomes that need no colour. */
const GOOD_OUTCOMES = new Set(['1000', 'Retrieved', 'Forwarded', 'Deferred', 'Indeterminate']);

/** The table by code: kind, code, count, share, the provider's words, whose job it is; and the trend of each where one is told. */
export function outcomeTable<Row extends OutcomeRow>(rows: readonly Row[], trendOf?: (row: Row) => string): string {
  return render(
    ['kind', 'code', 'count', 'share', ...(trendOf ? ['trend'] : []), 'text', 'who must act'],
    rows.map((row) => {
      const paint = GOOD_OUTCOMES.has(row.outcome) ? String : pc.yellow;
      const trend = trendOf ? [trendOf(row)] : [];
      return [row.kind, paint(row.outcome || '–'), count(row.count), percent(row.share), ...trend, row.text, row.actor];
    }),
    { right: [2, 3], shrink: trendOf ? [5, 6] : [4, 5] },
  );
}

/** A table by carrier or by service; `unknown` are the submits for which the log does not tell. */
export function breakdownTable<Row extends BreakdownRow>(
  name: string,
  rows: readonly Row[],
  trendOf?: (row: Row) => string,
): string {
  return render(
    [name, 'submits', 'errors', 'share', ...(trendOf ? ['errors over time'] : []), 'most frequent'],
    rows.map((row) => [
      row.value ?? pc.dim('unknown'),
      count(row.submits),
      count(row.errors),
      percent(row.errorShare),
      ...(trendOf ? [trendOf(row)] : []),
      row.codes
        .slice(0, TOP_CODES)
        .map(({ code, count: times }) => `${code || 'unreadable'} × ${count(times)}`)
        .join(', '),
    ]),
    { right: [1, 2, 3], shrink: [trendOf ? 5 : 4] },
  );
}

const STATES = { open: pc.red, acknowledged: pc.yellow, resolved: pc.green } as const;

/** Episodes, the oldest first. */
export function episodeTable(
  episodes: readonly (Pick<Episode, 'id' | 'sinceMs' | 'resolvedMs' | 'state' | 'codes' | 'errors' | 'messages'> & {
    readonly title: string;
  })[],
  { withId }: { readonly withId: boolean } = { withId: false },
): string {
  return render(
    [...(withId ? ['episode'] : []), 'since', 'lasted', 'state', 'what broke, for whom', 'failed'],
    episodes.map((episode) => [
      ...(withId ? [episode.id] : []),
      formatMinute(episode.sinceMs),
      episode.resolvedMs === null ? '' : formatDuration(episode.resolvedMs - episode.sinceMs),
      STATES[episode.state](episode.state),
      episode.title,
      failedOf(episode),
    ]),
    { right: [withId ? 5 : 4], shrink: [withId ? 4 : 3] },
  );
}

/** An episode with its title, as the API gives it. */
export function titled(episode: Episode): Episode & { readonly title: string } {
  return { ...episode, title: titleOf(episode) };
}

function failedOf({ codes, errors, messages }: Pick<Episode, 'codes' | 'errors' | 'messages'>): string {
  const signal = signalOf(codes[0]);
  if (signal === 'no-traffic' || signal === 'no-logs') return `${count(errors)} missed`;
  return `${count(errors)} of ${count(messages)}`;
}

/** What became of the lines of each log group. */
export function qualityTable(rows: readonly QualityRow[]): string {
  return render(
    ['log group', 'seen', 'with status', 'without', 'invalid', 'cut off', 'unattributed', 'unknown code'],
    rows.map((row) => [
      row.logGroup,
      ...[row.seen, row.matched, row.ignored, row.invalid, row.truncated, row.unattributed, row.unknownCode].map(count),
    ]),
    { right: [1, 2, 3, 4, 5, 6, 7], shrink: [0] },
  );
}

/** The ledger of a log group: what arrived against what was counted. */
export function ledgerTable(rows: readonly LedgerRow[]): string {
  return render(
    ['five minutes from', 'arrived', 'forwarded', 'failed', 'throttled', 'seen', 'with status', 'refused', 'missing'],
    rows.map((row) => [
      formatMinute(row.startMs),
      ...[row.incoming, row.forwarded, row.failed, row.throttled, row.seen, row.matched, row.refused].map(count),
      row.missing === 0 ? '0' : pc.red(count(row.missing)),
    ]),
    { right: [1, 2, 3, 4, 5, 6, 7, 8], shrink: [] },
  );
}

/** The catalogue of codes. */
export function codeTable(entries: readonly CodeEntry[]): string {
  return render(
    ['code', 'text', 'family', 'who must act', 'retry'],
    entries.map(({ code, text, family, actor, retry }) => [String(code), text ?? '', family, actor, retry]),
    { right: [], shrink: [1] },
  );
}

/** `1,234`. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** `4.1 %`; small shares keep a digit that tells. */
export function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 0.05 ? '< 0.1 %' : `${value.toFixed(1)} %`;
}

interface Columns {
  readonly right: readonly number[];
  /** Columns that give way where the terminal is too narrow. */
  readonly shrink: readonly number[];
}

const PADDING = 2;
const MIN_SHRUNK = 12;

/**
 * A table that fits the width of the terminal; where even its shrunken columns do not, each row as lines of names and values.
 * @param most characters in a line; without a terminal nothing is cut
 */
export function render(
  head: readonly string[],
  rows: readonly string[][],
  columns: Columns,
  most = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY,
): string {
  const widths = fitWidths(head, rows, { shrink: columns.shrink, most });
  if (widths.reduce((sum, width) => sum + width, -PADDING) > most) return stacked(head, rows, most);
  const table = new Table({
    head: head.map((name) => pc.bold(name)),
    colAligns: head.map((_, at) => (columns.right.includes(at) ? 'right' : 'left')),
    colWidths: widths,
    chars: LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': PADDING },
  });
  table.push(...rows);
  return table.toString();
}

/** The first cell of each row on a line of its own, below it what else the row tells. */
function stacked(head: readonly string[], rows: readonly string[][], most: number): string {
  const records = rows.map(([first = '', ...rest]) => {
    const lines = [first.trim() === '' ? pc.dim(head[0] ?? '') : first];
    for (const [at, cell] of rest.entries()) {
      if (visibleLength(cell) === 0) continue;
      const told = `${pc.dim(head[at + 1] ?? '')} ${cell}`;
      const last = lines.length > 1 ? lines.at(-1) : undefined;
      if (last !== undefined && visibleLength(last) + PADDING + visibleLength(told) <= most)
        lines[lines.length - 1] = `${last}${' '.repeat(PADDING)}${told}`;
      else lines.push(wrapped(told, PADDING, most));
    }
    return lines.join('\n');
  });
  return records.join('\n');
}

/** Widths of the columns; those that may shrink share what a terminal lacks. */
function fitWidths(
  head: readonly string[],
  rows: readonly string[][],
  { shrink, most }: { readonly shrink: readonly number[]; readonly most: number },
): number[] {
  const widths = head.map(
    (name, at) => Math.max(name.length, ...rows.map((row) => visibleLength(row[at] ?? ''))) + PADDING,
  );
  let lacking = Math.max(0, widths.reduce((sum, width) => sum + width, 0) - most);
  for (const at of shrink) {
    const width = widths[at] ?? 0;
    const given = Math.max(0, Math.min(lacking, width - MIN_SHRUNK));
    widths[at] = width - given;
    lacking -= given;
  }
  return widths;
}

function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are told to the terminal by control characters
  return text.replace(/\u001b\[[0-9;]*m/g, '').length;
}

/** A rule under the head and nothing else: what people copy into a ticket. */
const LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};
