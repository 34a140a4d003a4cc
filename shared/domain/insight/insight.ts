import { type Contribution, excessByLeaf } from '../attribute.ts';
import type { UsualShare } from '../detect/usual-share.ts';
import type { LeafMinute } from '../detect/window.ts';
import { contains, type Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';
import { contributionsByCode } from './by-code.ts';
import type { Cause } from './cause.ts';
import { causesOf } from './causes.ts';
import { type EffectiveLimit, limitsOf } from './effective-limit.ts';
import { type Reach, reachOf } from './reach.ts';
import { type RecentErrors, recentErrors } from './recent-errors.ts';
import { traffic } from './traffic.ts';

/** What an episode's counts say of why it is: who is hit, what it looks like, and how it went of late. */
export interface Insight {
  readonly reach: Reach;
  readonly byCode: readonly Contribution[];
  /** The likeliest first; none where the counts look like nothing that is known. */
  readonly causes: readonly Cause[];
  /** Of services whose throughput is refused, those with the most refusals first. */
  readonly limits: readonly EffectiveLimit[];
  readonly recent: RecentErrors;
}

/** What an insight is made from. */
export interface InsightInput {
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly sinceMs: number;
  readonly nowMs: number;
  /** Minutes before and since. */
  readonly minutes: readonly LeafMinute[];
  /** What detectors have learned. */
  readonly usualShare: UsualShare;
}

/** Reads out of the counts of an episode what people ask next. */
export function insightOf(all: InsightInput): Insight {
  const input = whileItFailed(all);
  const { codes, scope } = input;
  const excessOf = (of: readonly number[]) => excessByLeaf(input.minutes, of, input.sinceMs, input.usualShare);
  const reach = reachOf(excessOf(codes), scope);
  return {
    reach,
    byCode: contributionsByCode(codes.map((code) => ({ code, leaves: excessOf([code]) }))),
    causes: causesOf({ codes, scope, reach, traffic: traffic(input) }),
    limits: limitsOf(input),
    recent: recentErrors(all),
  };
}

/** A minute with a smaller part than this of the errors of the worst one is no longer part of the incident, 0–1. */
const STILL_FAILS_SHARE = 0.1;

/** Without the minutes after it ceased: what has recovered looks like something that fails in part. */
function whileItFailed(input: InsightInput): InsightInput {
  const { codes, scope, sinceMs } = input;
  const byMinute = new Map<number, number>();
  for (const { startMs, errors, ...leaf } of input.minutes) {
    if (startMs < sinceMs || !contains(scope, leaf)) continue;
    const failed = codes.reduce((sum, code) => sum + (errors.get(code) ?? 0), 0);
    byMinute.set(startMs, (byMinute.get(startMs) ?? 0) + failed);
  }
  const worst = Math.max(0, ...byMinute.values());
  const failing = [...byMinute].filter(([, failed]) => failed > STILL_FAILS_SHARE * worst);
  const lastMs = failing.reduce((last, [startMs]) => Math.max(last, startMs), sinceMs);
  const nowMs = Math.min(input.nowMs, lastMs + MINUTE_MS);
  return { ...input, nowMs, minutes: input.minutes.filter(({ startMs }) => startMs < nowMs) };
}
