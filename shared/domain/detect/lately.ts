/** What a key had in its last minutes, those that spoke against it left out, and what was expected in them; older ones weigh less. */
export interface Lately {
  /** Up to this minute things have faded. */
  readonly minute: number;
  readonly errors: number;
  readonly expected: number;
}

/** Before the first minute. */
export const NOTHING_LATELY: Lately = { minute: 0, errors: 0, expected: 0 };

const HALF_LIFE_MINUTES = 20;
/** Errors that must have been expected of them before minutes say anything of those to come. */
const ENOUGH_EXPECTED = 20;
/** Standard deviations of what is left of the wobble that are still plausible. */
const BAND_WIDTH = 2.25;

/**
 * Errors of a minute as the last ones foretell them: what is expected, times how far errors were beyond or below it lately. Shares
 * that wobble wander rather than leap, and so the last minutes tell more of the next than days do. Null where they tell nothing.
 */
export function foretell(
  { minute, errors, expected }: Lately,
  coming: { readonly minute: number; readonly expected: number },
): number | null {
  if (expected < ENOUGH_EXPECTED) return null;
  if (expected * remaining(coming.minute - minute) < ENOUGH_EXPECTED) return null;
  return coming.expected * (errors / expected);
}

/** Adds a minute. */
export function addLately(
  lately: Lately,
  { minute, errors, expected }: { readonly minute: number; readonly errors: number; readonly expected: number },
): Lately {
  const left = remaining(minute - lately.minute);
  return { minute, errors: lately.errors * left + errors, expected: lately.expected * left + expected };
}

/**
 * The most errors that are plausible after what was lately, lognormal as `plausibleErrors`; what the key has taught is never too
 * many, so that a quiet hour does not make the usual look wrong.
 * @param leap squared coefficient of variation of quarters of an hour about what was foretold of them
 */
export function plausibleLately(foretold: number, expected: number, leap: number): number {
  return Math.max(foretold, expected) * Math.exp(BAND_WIDTH * Math.sqrt(Math.log1p(leap)));
}

function remaining(minutes: number): number {
  return 2 ** (-minutes / HALF_LIFE_MINUTES);
}
