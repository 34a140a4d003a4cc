/** One way in which reports may follow submits: with a mean lag of so many minutes. */
export interface LagCandidate {
  /** Submits a minute, smoothed over the lag: those whose reports are due. */
  readonly due: number;
  /** Sums, fading, of reports, of what was due, and of the squared misses of what this lag foretold. */
  readonly reports: number;
  readonly submits: number;
  readonly squaredMisses: number;
}

/** Mean lags that are tried, in minutes; the reports of phones that are switched off come hours later. */
export const LAG_MINUTES = [2, 10, 45, 180, 720] as const;

const LEFT_AFTER_A_MINUTE = 0.5 ** (1 / (3 * 1440));

/** Nothing seen yet. */
export const NO_LAG: readonly LagCandidate[] = LAG_MINUTES.map(() => ({
  due: 0,
  reports: 0,
  submits: 0,
  squaredMisses: 0,
}));

/** Lets the submits of a minute become due, lag by lag: a first-order lag, which is what exponential waiting times add up to. */
export function makeDue(candidates: readonly LagCandidate[], submits: number): LagCandidate[] {
  return candidates.map((candidate, at) => {
    const part = 1 - Math.exp(-1 / (LAG_MINUTES[at] ?? 1));
    return { ...candidate, due: candidate.due + part * (submits - candidate.due) };
  });
}

/** Learns from the reports of a minute, for every lag. */
export function learnLag(candidates: readonly LagCandidate[], reports: number): LagCandidate[] {
  return candidates.map((candidate) => ({
    due: candidate.due,
    reports: candidate.reports * LEFT_AFTER_A_MINUTE + reports,
    submits: candidate.submits * LEFT_AFTER_A_MINUTE + candidate.due,
    squaredMisses: candidate.squaredMisses * LEFT_AFTER_A_MINUTE + (reports - dueReports(candidate)) ** 2,
  }));
}

/** The lag that has foretold the reports best so far (least squares). */
export function usualLag(candidates: readonly LagCandidate[]): { readonly minutes: number; readonly due: number } {
  let best = 0;
  for (const [at, { squaredMisses }] of candidates.entries())
    if (squaredMisses < (candidates[best]?.squaredMisses ?? 0)) best = at;
  const candidate = candidates[best];
  return { minutes: LAG_MINUTES[best] ?? 0, due: candidate ? dueReports(candidate) : 0 };
}

/** Reports that are due in a minute: submits whose time has come, as many of them as are reported usually. */
function dueReports({ due, reports, submits }: LagCandidate): number {
  return submits === 0 ? 0 : due * (reports / submits);
}
