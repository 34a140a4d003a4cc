/** How a count goes within a range, in a word. */
export type Trend = 'rising' | 'falling' | 'steady' | 'gone';

/** Beyond this ratio of the last third to the one before it is a change, not the noise of small numbers. */
const CHANGE = 1.5;
const FEW = 10;

/** Compares the last third of a range with the one before; `gone` where the last third holds nothing any more. */
export function trendOf(counts: readonly number[]): Trend {
  const third = Math.max(1, Math.floor(counts.length / 3));
  const last = sum(counts.slice(-third));
  const before = sum(counts.slice(-2 * third, -third));
  if (last === 0) return sum(counts) === 0 ? 'steady' : 'gone';
  if (last + before < FEW) return 'steady';
  if (last > CHANGE * before) return 'rising';
  return before > CHANGE * last ? 'falling' : 'steady';
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}
