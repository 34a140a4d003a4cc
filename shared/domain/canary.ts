import { formatMinute } from './time.ts';

/** Under this service canary lines are counted; it is nobody's. */
export const CANARY = 'mm7watch-canary';

/** The line of a minute: an answer of our own side, which takes the way of all lines and is part of no rate and no table of services. */
export function canaryLine(minuteStartMs: number): string {
  return `mm7 answered DeliverRsp(StatusCode=1000, tid=${CANARY}-${formatMinute(minuteStartMs)}, vasid=${CANARY})`;
}

/** Minutes whose line was not counted, and those whose line was counted more than once. */
export interface CanaryVerdict {
  readonly lostMs: readonly number[];
  readonly repeatedMs: readonly number[];
}

/**
 * Holds the lines that were written against what was counted.
 * @param writtenMs minutes whose line is known to have been written once
 * @param counts minute → how often its line was counted
 */
export function judgeCanary(writtenMs: readonly number[], counts: ReadonlyMap<number, number>): CanaryVerdict {
  const timesOf = (minuteMs: number) => counts.get(minuteMs) ?? 0;
  return {
    lostMs: writtenMs.filter((minuteMs) => timesOf(minuteMs) === 0),
    repeatedMs: writtenMs.filter((minuteMs) => timesOf(minuteMs) > 1),
  };
}
