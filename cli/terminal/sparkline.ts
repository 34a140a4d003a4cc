const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const NONE = ' ';

/** Counts as a line of bars of at most so many characters; steps are added up where there are more of them. Nothing is a blank. */
export function sparkline(counts: readonly number[], width: number): string {
  const size = Math.ceil(counts.length / width);
  const sums: number[] = [];
  for (let at = 0; at < counts.length; at += size)
    sums.push(counts.slice(at, at + size).reduce((sum, count) => sum + count, 0));
  const most = Math.max(0, ...sums);
  return sums.map((sum) => (sum === 0 ? NONE : (BARS[Math.ceil((sum / most) * BARS.length) - 1] ?? NONE))).join('');
}
