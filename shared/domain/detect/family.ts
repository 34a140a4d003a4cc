/** How codes of one nature fail: what is normal for them, how far that wobbles, and how much evidence an alert wants. */
export interface Family {
  readonly name: FamilyName;
  /** Share of errors to begin with, and the least that is ever expected, both 0–1. */
  readonly priorShare: number;
  readonly floorShare: number;
  /** Messages, and at most so many errors, that the prior weighs against what was counted. */
  readonly priorMessages: number;
  readonly maxPriorErrors: number;
  /** Standard deviations of the learned wobble that are still plausible. */
  readonly bandWidth: number;
  /** Errors a run must hold; so many in a single minute where no other minute of it had one. */
  readonly minErrors: number;
  readonly minErrorsAtOnce: number;
  /** Errors beyond the expected as a share of the messages, 0–1, below which nobody wants to be woken. */
  readonly minExcessShare: number;
  /** Squared coefficient of variation to begin with. */
  readonly priorWobble: number;
  /** Errors a minute that are learned whatever was expected. */
  readonly clipErrors: number;
  /** Whether normal depends on the hour of the day. */
  readonly byHour: boolean;
  /** Whether it may open on a key's first day: for codes that are next to nothing wherever all is well. */
  readonly opensOnFirstDay: boolean;
}

export const FAMILY_NAMES = ['auth', 'provisioning', 'throughput', 'delivery'] as const;
export type FamilyName = (typeof FAMILY_NAMES)[number];

/**
 * The families that are there; the figures were measured on simulated fleets (`bench/detection.ts`). Four errors of a submit that
 * was tried again and again come by themselves, hence five at least.
 */
export const FAMILIES: Readonly<Record<FamilyName, Family>> = {
  auth: {
    ...{ name: 'auth', priorShare: 1e-4, floorShare: 2e-4, priorMessages: 500, maxPriorErrors: 1, bandWidth: 1 },
    ...{ minErrors: 2, minErrorsAtOnce: 5, minExcessShare: 0.01, priorWobble: 0.1, clipErrors: 1 },
    ...{ byHour: false, opensOnFirstDay: true },
  },
  provisioning: {
    ...{
      name: 'provisioning',
      priorShare: 0.005,
      floorShare: 5e-4,
      priorMessages: 500,
      maxPriorErrors: 4,
      bandWidth: 2.75,
    },
    ...{ minErrors: 5, minErrorsAtOnce: 6, minExcessShare: 0.004, priorWobble: 0.08, clipErrors: 3 },
    ...{ byHour: false, opensOnFirstDay: false },
  },
  throughput: {
    ...{
      name: 'throughput',
      priorShare: 0.003,
      floorShare: 2e-4,
      priorMessages: 500,
      maxPriorErrors: 4,
      bandWidth: 2.75,
    },
    ...{ minErrors: 5, minErrorsAtOnce: 6, minExcessShare: 0.004, priorWobble: 0.08, clipErrors: 3 },
    ...{ byHour: true, opensOnFirstDay: false },
  },
  delivery: {
    ...{ name: 'delivery', priorShare: 0.05, floorShare: 0.002, priorMessages: 200, maxPriorErrors: 4, bandWidth: 3 },
    ...{ minErrors: 5, minErrorsAtOnce: 8, minExcessShare: 0.03, priorWobble: 0.08, clipErrors: 3 },
    ...{ byHour: false, opensOnFirstDay: false },
  },
};
