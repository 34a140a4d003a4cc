import type { Scope } from '../scope.ts';
import type { Reach } from './reach.ts';
import type { Traffic } from './traffic.ts';

/** What incidents are known to come of; `docs/causes.md` has a section on each. */
export const CAUSE_NAMES = [
  'credentials-changed',
  'credentials-partly-changed',
  'account-disabled',
  'service-not-provisioned',
  'carrier-not-provisioned',
  'account-not-provisioned',
  'limit-exceeded',
  'limit-lowered',
  'one-customer',
  'carrier-capacity',
  'carrier-not-answering',
  'carrier-rejects',
  'lookup-service-down',
  'provider-not-answering',
] as const;
export type CauseName = (typeof CAUSE_NAMES)[number];

/** A likely cause, with what speaks for it. It is a guess by what the counts look like, and is told as one. */
export interface Cause {
  readonly name: CauseName;
  /** Half a sentence in numbers, as in `all 4 carriers refuse it, and 0.2 % failed elsewhere`. */
  readonly evidence: string;
}

/** What an incident looks like. */
export interface Look {
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly reach: Reach;
  readonly traffic: Traffic;
}
