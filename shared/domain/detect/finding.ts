import type { Scope } from '../scope.ts';
import { codeName } from './signal.ts';

/** One key, a code of a rule on a scope, that is worse than it may be, or has just ceased to be. */
export interface Finding {
  readonly rule: string;
  readonly code: number;
  readonly scope: Scope;
  readonly change: 'opened' | 'continues' | KeyEnding;
  /** Start of the first bad minute. */
  readonly sinceMs: number;
  /** Errors among messages of what tells, and how many would have been usual. */
  readonly errors: number;
  readonly messages: number;
  readonly expected: number;
  readonly severity: 'critical' | 'warning';
  /** What carried the evidence; null of a plain bound. */
  readonly evidence: Evidenced | null;
}

/** Why a key is thought to be worse than usual. */
export interface Evidenced {
  /** The alternative that explains it best, as in `five times the normal`. */
  readonly alternative: string;
  /** Up to this share of errors, 0–1, would have been usual. */
  readonly plausibleShare: number;
}

/** Why a key ceased to fire: answers are normal again, nothing is sent any more, or what goes on is taken for normal. */
export type KeyEnding = 'recovered' | 'stale' | 'accepted';

/** A key that is firing. */
export interface FiringKey {
  readonly code: number;
  readonly scope: Scope;
  readonly sinceMs: number;
  /** Start of the last minute that held an error. */
  readonly lastErrorMs: number;
  /** Share of errors that was usual before it began, 0–1. */
  readonly usualShare: number;
}

/** What a rule's detector remembers between its steps. */
export interface DetectorState {
  /** Start of the last minute it was stepped for; a step for it or an earlier one changes nothing. */
  readonly lastMinuteMs: number;
  readonly firing: readonly FiringKey[];
  /** What a rule of signals has learned of each thing it watches, by its name; packed. */
  readonly learned?: Readonly<Record<string, Uint8Array>> | undefined;
}

/** A detector that has seen nothing yet. */
export const INITIAL_STATE: DetectorState = { lastMinuteMs: 0, firing: [] };

/** Keys that may fire at once for one rule, the most errors first; keeps the state's item within DynamoDB's bounds. */
export const MAX_FIRING_KEYS = 1_000;

/** What a step of a rule's detector came to. */
export interface DetectorStep {
  readonly state: DetectorState;
  readonly findings: readonly Finding[];
}

/** Name of a key: `2568|31003|svc-7`, `*` for all; `no-traffic|*|*` of a signal. */
export function keyName(code: number, { vasid, carrier }: Scope): string {
  return `${codeName(code)}|${carrier ?? '*'}|${vasid ?? '*'}`;
}
