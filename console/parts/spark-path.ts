/**
 * The path of a sparkline: at most one point a pixel and a half, each the largest of the counts it stands for, so that a
 * short spike is never lost in a long range.
 */
export function sparkPath(counts: readonly number[], { width, height }: { width: number; height: number }): string {
  const points = Math.max(1, Math.min(counts.length, Math.floor(width / 1.5)));
  const most = Math.max(1, ...counts);
  const steps: string[] = [];
  for (let at = 0; at < points; at++) {
    const from = Math.floor((at * counts.length) / points);
    const to = Math.max(from + 1, Math.floor(((at + 1) * counts.length) / points));
    const value = Math.max(0, ...counts.slice(from, to));
    const x = points === 1 ? 0 : (at * width) / (points - 1);
    const y = height - 1 - (value / most) * (height - 2);
    steps.push(`${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`);
  }
  return steps.join('');
}
