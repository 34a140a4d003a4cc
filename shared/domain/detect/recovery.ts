import type { Evidence } from './evidence.ts';
import type { Family } from './family.ts';
import type { MinuteCount } from './quarantine.ts';

/** What a key remembers while it fires. */
export interface Firing {
  readonly openedMinute: number;
  /** Start of the run of minutes that opened it. */
  readonly sinceMinute: number;
  /** Errors beyond the expected as a share of messages when it opened, 0–1: what would go on if it were not over. */
  readonly excessShare: number;
  /** Which alternative carried it. */
  readonly alternative: number;
  /** Logarithm of the likelihood ratio of being over; and since when it has been above 0, null where it is not. */
  readonly recovery: number;
  readonly recoveringSince: number | null;
  readonly lastErrorMinute: number;
  /** Counted since it began. */
  readonly errors: number;
  readonly messages: number;
  readonly expected: number;
  /** Share of errors that was still plausible when it opened, 0–1: the upper end of what is usual. */
  readonly plausibleShare: number;
}

/** Why a key ceased to fire. */
export type Ending = 'recovered' | 'stale' | 'accepted';

const ENOUGH = 3;
const MOST = 20;
const MINUTES_RECOVERING = 15;
/** Minutes without an error after which it ends although nothing proves recovery, since next to nothing is sent any more. */
export const STALE_MINUTES = 360;
/** Minutes after which what goes on is the new normal. */
const ACCEPT_MINUTES = 24 * 60;

/** Begins to fire on the evidence of a run. */
export function beginFiring(
  evidence: Evidence,
  opening: { readonly alternative: number; readonly minute: number; readonly plausibleShare: number },
  family: Family,
): Firing {
  const { errors, messages, expected, sinceMinute } = evidence;
  const { alternative, minute, plausibleShare } = opening;
  return {
    openedMinute: minute,
    sinceMinute,
    excessShare: Math.max(2 * family.minExcessShare, (errors - expected) / messages),
    alternative,
    recovery: 0,
    recoveringSince: null,
    lastErrorMinute: minute,
    errors,
    messages,
    expected,
    plausibleShare,
  };
}

/**
 * Weighs a minute for being over, by the mirror of the evidence: a sum of log likelihood ratios of normal against still being
 * worse by the share that opened it (Page 1954). More than 3, twenty times likelier, is enough.
 */
export function recover(firing: Firing, { minute, messages, errors, expected }: MinuteCount): Firing {
  const still = firing.excessShare * messages;
  const gain = still - errors * Math.log((expected + still) / expected);
  const recovery = Math.min(MOST, Math.max(0, firing.recovery + gain));
  return {
    ...firing,
    recovery,
    recoveringSince: recovery === 0 ? null : (firing.recoveringSince ?? minute),
    lastErrorMinute: errors > 0 ? minute : firing.lastErrorMinute,
    errors: firing.errors + errors,
    messages: firing.messages + messages,
    expected: firing.expected + expected,
  };
}

/** Whether and why it is over in a minute; null while it goes on. */
export function endingOf(firing: Firing, minute: number): Ending | null {
  const { recovery, recoveringSince, lastErrorMinute, openedMinute } = firing;
  if (recovery > ENOUGH && recoveringSince !== null && minute - recoveringSince >= MINUTES_RECOVERING)
    return 'recovered';
  if (minute - lastErrorMinute >= STALE_MINUTES) return 'stale';
  return minute - openedMinute >= ACCEPT_MINUTES ? 'accepted' : null;
}
