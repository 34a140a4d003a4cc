import type { LeafMinute } from '../detect/window.ts';
import { contains, type Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';

/** Errors minute by minute, up to now. */
export interface RecentErrors {
  /** Start of the first minute. */
  readonly fromMs: number;
  readonly errors: readonly number[];
}

/** As many as fit into a line on a phone. */
const MINUTES = 30;

/** Errors of an episode's codes in its scope in each of the last thirty minutes. */
export function recentErrors({
  codes,
  scope,
  nowMs,
  minutes,
}: {
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly nowMs: number;
  readonly minutes: readonly LeafMinute[];
}): RecentErrors {
  const fromMs = nowMs - MINUTES * MINUTE_MS;
  const errors = Array.from({ length: MINUTES }, () => 0);
  for (const leaf of minutes) {
    const at = (leaf.startMs - fromMs) / MINUTE_MS;
    const before = errors[at];
    if (before === undefined || !contains(scope, leaf)) continue;
    errors[at] = before + codes.reduce((sum, code) => sum + (leaf.errors.get(code) ?? 0), 0);
  }
  return { fromMs, errors };
}
