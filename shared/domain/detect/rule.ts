/**
 * A rule says which codes are watched together and when their share of submits is worth waking somebody.
 * A plain threshold: errors and their share within a window, with a minimum volume, and a multiple of what was usual before.
 */
export interface Rule {
  readonly name: string;
  /** Submit status codes; each is watched for itself, an episode may hold several. */
  readonly codes: readonly number[];
  readonly severity: 'critical' | 'warning';
  /** Errors and messages are added over this many minutes. */
  readonly windowMinutes: number;
  readonly minErrors: number;
  readonly minMessages: number;
  /** Share of errors among submits, 0–1. */
  readonly minShare: number;
  /** The share must also be this many times the share of the hour before. */
  readonly minTimesUsual: number;
  /** So many minutes with messages and below half the share end it. */
  readonly clearMinutes: number;
}

/** Minutes before the window from which the usual share is taken. */
export const USUAL_MINUTES = 60;

/** Minutes without a single error after which a finding ends although nothing proves recovery, since nothing is sent any more. */
export const STALE_MINUTES = 360;

/** The rules that run where the settings name none. */
export const DEFAULT_RULES: readonly Rule[] = [
  {
    name: 'provisioning-auth',
    codes: [2550, 2568, 3520],
    severity: 'critical',
    windowMinutes: 5,
    minErrors: 5,
    minMessages: 10,
    minShare: 0.1,
    minTimesUsual: 3,
    clearMinutes: 10,
  },
  {
    name: 'throughput',
    codes: [3510, 4006],
    severity: 'warning',
    windowMinutes: 5,
    minErrors: 10,
    minMessages: 20,
    minShare: 0.1,
    minTimesUsual: 3,
    clearMinutes: 10,
  },
];
