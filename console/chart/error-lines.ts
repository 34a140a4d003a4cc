import type { SeriesAnswer } from '#shared/api/answers.ts';

/** A line of the chart: part of the submits that failed, step by step. */
export interface ErrorLine {
  /** A family or a code; `all errors` for their sum. */
  readonly name: string;
  readonly group: string | null;
  /** 0–1; null where nothing was sent, which is not the same as no error. */
  readonly shares: readonly (number | null)[];
  readonly errors: number;
  /** Up to this share is usual, 0–1; null where no rule watches. */
  readonly usual: readonly (number | null)[] | null;
}

const SUCCESS = new Set(['success', '1000']);
const MOST_LINES = 5;

/** The lines of a series: all errors together, then the largest groups. */
export function errorLines({ lines, messages }: Pick<SeriesAnswer, 'lines' | 'messages'>): ErrorLine[] {
  const failing = lines.filter(({ group, total }) => !SUCCESS.has(group ?? '') && total > 0);
  const all = messages.map((_, at) => failing.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
  const total = all.reduce((sum, each) => sum + each, 0);
  const groups = failing.slice(0, MOST_LINES).map(({ group, counts, plausible, total: errors }) => ({
    name: group === null ? 'unknown' : group || 'unreadable',
    group,
    shares: sharesOf(counts, messages),
    errors,
    usual: plausible && sharesOf(plausible, messages),
  }));
  if (groups.length === 1) return groups;
  return [{ name: 'all errors', group: null, shares: sharesOf(all, messages), errors: total, usual: null }, ...groups];
}

const LATELY = 10;

/** The line whose usual band is drawn unless another is pointed at: the one furthest beyond it lately, else in the whole range. */
export function mostUnusual(lines: readonly ErrorLine[]): string | null {
  const watched = lines.filter(({ usual }) => usual !== null);
  const lately = watched.filter((line) => beyond(line, LATELY) > 0);
  const [worst] = (lately.length > 0 ? lately : watched).sort((one, other) =>
    lately.length > 0 ? beyond(other, LATELY) - beyond(one, LATELY) : beyond(other) - beyond(one),
  );
  return worst?.name ?? null;
}

/** How far a line goes beyond what is usual in its last steps, or in all of them. */
function beyond({ shares, usual }: ErrorLine, steps = shares.length): number {
  const first = shares.length - steps;
  return shares.reduce<number>(
    (sum, share, at) => (at < first ? sum : sum + Math.max(0, (share ?? 0) - (usual?.[at] ?? 1))),
    0,
  );
}

function sharesOf(counts: readonly number[], messages: readonly number[]): (number | null)[] {
  return messages.map((sent, at) => (sent === 0 ? null : Math.min(1, (counts[at] ?? 0) / sent)));
}
