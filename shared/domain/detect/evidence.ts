import type { Doubt } from './doubt.ts';
import type { Family } from './family.ts';
import type { MinuteCount } from './quarantine.ts';

/** What one alternative has against normality, and the run of minutes that made it. */
export interface Evidence {
  /** Logarithm of a likelihood ratio; 0 when there is nothing. */
  readonly score: number;
  readonly sinceMinute: number;
  readonly messages: number;
  readonly errors: number;
  readonly expected: number;
  readonly minutesWithError: number;
}

/** Evidence of every alternative, in their order. */
export type Bank = readonly Evidence[];

/** How an incident may look: errors so many times the plausible, and at least that many more of a hundred messages. */
export interface Alternative {
  readonly name: string;
  readonly times: number;
  readonly addedShare: (family: Family) => number;
  /** Whose plausible errors it multiplies: those of all that was learned, or of the last minutes. */
  readonly beyond: 'normal' | 'lately';
  /** Whether it may open on a key's first day, whose normal is only presumed. */
  readonly opensOnFirstDay: boolean;
}

/**
 * New ones go to the end, since evidence is stored by its place. Beyond what was lately, three times was measured to tell leaps from
 * wobble best; twice as much comes by itself now and then.
 */
export const ALTERNATIVES: readonly Alternative[] = [
  { name: 'twice the normal', times: 2, addedShare: atLeast(2), beyond: 'normal', opensOnFirstDay: false },
  { name: 'five times the normal', times: 5, addedShare: () => 0.04, beyond: 'normal', opensOnFirstDay: true },
  { name: 'nearly all', times: 10, addedShare: () => 0.6, beyond: 'normal', opensOnFirstDay: true },
  { name: 'a leap to three times', times: 3, addedShare: atLeast(4), beyond: 'lately', opensOnFirstDay: false },
];

/** So many times the excess that is worth waking somebody. */
function atLeast(times: number): Alternative['addedShare'] {
  return ({ minExcessShare }) => times * minExcessShare;
}

/** Of messages, no alternative claims that more fail. */
const MOST_THAT_FAIL = 0.95;
/** Nothing against normality. */
export const NO_RUN: Evidence = { score: 0, sinceMinute: 0, messages: 0, errors: 0, expected: 0, minutesWithError: 0 };
/** A run that the alternatives have not begun. */
export const NO_EVIDENCE: Bank = ALTERNATIVES.map(() => NO_RUN);

/** Score beyond which evidence counts: `12 + ln(keys / 250)`, so that the false alarms of a fleet stay the same however large it is. */
export function boundFor(keys: number): number {
  return 12 + Math.log(Math.max(keys, 100) / 250);
}

/**
 * The most errors that are still plausible: the expected, widened by the learned wobble and by how little was counted,
 * lognormal (`e·exp(z·sqrt(ln(1 + c)))`, Limpert et al. 2001, "Log-normal distributions across the sciences").
 */
export function plausibleErrors(expected: number, { ofLevel }: Doubt, family: Family): number {
  return expected * Math.exp(family.bandWidth * Math.sqrt(Math.log1p(ofLevel)));
}

/** Errors that are still plausible in a minute. */
export interface Plausible {
  /** By all that was learned. */
  readonly normal: number;
  /** By the last minutes; null where these tell nothing. */
  readonly lately: number | null;
}

/** Whether nothing speaks for a leap. */
export function isCalm(bank: Bank): boolean {
  return bank === NO_EVIDENCE || ALTERNATIVES.every(({ beyond }, at) => beyond === 'normal' || bank[at]?.score === 0);
}

/**
 * Adds a minute to every alternative: cumulative sums of Poisson log likelihood ratios, tempered where single minutes scatter
 * more than blocks of them (Page 1954, "Continuous inspection schemes"; Lucas 1985, "Counted data CUSUM's").
 * @param plausible errors that are still plausible in this minute
 */
export function weigh(
  bank: Bank,
  counted: MinuteCount,
  {
    plausible,
    doubt,
    family,
    bound,
  }: {
    readonly plausible: Plausible;
    readonly doubt: Doubt;
    readonly family: Family;
    readonly bound: number;
  },
): Bank {
  const { messages, errors } = counted;
  if (errors === 0 && bank === NO_EVIDENCE) return bank;
  let isEmpty = true;
  const weighed = ALTERNATIVES.map((alternative, at) => {
    const before = bank[at] ?? NO_RUN;
    const usual = plausible[alternative.beyond];
    if (usual === null || (errors <= usual && before.score === 0)) return NO_RUN;
    const claimed = Math.min(
      MOST_THAT_FAIL * messages,
      Math.max(alternative.times * usual, usual + alternative.addedShare(family) * messages),
    );
    const temper = 1 + usual * doubt.ofMinutes;
    const gain = claimed > usual ? (errors * Math.log(claimed / usual) - (claimed - usual)) / temper : -1;
    const score = Math.min(2 * bound, before.score + gain);
    if (score <= 0) return NO_RUN;
    isEmpty = false;
    return extend(before, counted, score);
  });
  return isEmpty ? NO_EVIDENCE : weighed;
}

function extend(before: Evidence, { minute, messages, errors, expected }: MinuteCount, score: number): Evidence {
  const isNew = before.score === 0;
  return {
    score,
    sinceMinute: isNew ? minute : before.sinceMinute,
    messages: before.messages + messages,
    errors: before.errors + errors,
    expected: before.expected + expected,
    minutesWithError: before.minutesWithError + (errors > 0 ? 1 : 0),
  };
}

/** Whether the evidence suffices to tell somebody, and weighs enough to be worth it. */
export function suffices(
  evidence: Evidence,
  { errorsNow, family, bound }: { readonly errorsNow: number; readonly family: Family; readonly bound: number },
): boolean {
  return (
    evidence.score > bound &&
    evidence.errors >= family.minErrors &&
    (evidence.minutesWithError >= 2 || errorsNow >= family.minErrorsAtOnce) &&
    evidence.errors - evidence.expected >= family.minExcessShare * evidence.messages
  );
}
