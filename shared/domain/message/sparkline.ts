const BARS = '▁▂▃▄▅▆▇█';

/** Numbers as a line of bars, the largest the highest; the lowest bar is none at all, so that one error is seen beside a thousand. */
export function sparkline(numbers: readonly number[]): string {
  const most = Math.max(1, ...numbers);
  return numbers
    .map((number) => (number <= 0 ? 0 : Math.max(1, Math.round((number / most) * (BARS.length - 1)))))
    .map((at) => BARS.charAt(at))
    .join('');
}
