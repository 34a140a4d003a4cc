/** How an error goes within a range, in a word. */
export type Trend = 'rising' | 'falling' | 'steady' | 'gone';

/** A smaller ratio of the last third to the one before it is not worth a word. */
const CHANGE = 1.5;
/** A difference of fewer standard deviations is chance: counts of rare errors vary by their square root (Poisson). */
const CHANCE_SIGMAS = 3;

/**
 * Compares the rate of the last third of what was sent with that of the third before; `gone` where the last third has none.
 * @param messages of the same steps, of which the counts are a part; steps without any say nothing
 */
export function trendOf(counts: readonly number[], messages: readonly number[]): Trend {
  const steps = counts.map((count, at) => ({ count, sent: messages[at] ?? 0 })).filter(({ sent }) => sent > 0);
  const third = Math.max(1, Math.floor(steps.length / 3));
  const last = sumOf(steps.slice(-third));
  const before = sumOf(steps.slice(-2 * third, -third));
  if (last.count === 0 && sumOf(steps).count > 0) return 'gone';
  if (before.sent === 0) return 'steady';
  const expected = (before.count * last.sent) / before.sent;
  if (Math.abs(last.count - expected) <= CHANCE_SIGMAS * Math.sqrt(last.count + expected)) return 'steady';
  if (last.count > CHANGE * expected) return 'rising';
  return expected > CHANGE * last.count ? 'falling' : 'steady';
}

function sumOf(steps: readonly { readonly count: number; readonly sent: number }[]): { count: number; sent: number } {
  return steps.reduce((sum, step) => ({ count: sum.count + step.count, sent: sum.sent + step.sent }), {
    count: 0,
    sent: 0,
  });
}
