import { variationIn } from './dispersion.ts';
import { type Doubt, doubtIn, doubtOf, type Expected, widerDoubt } from './doubt.ts';
import {
  ALTERNATIVES,
  type Bank,
  isCalm,
  NO_EVIDENCE,
  type Plausible,
  plausibleErrors,
  suffices,
  weigh,
} from './evidence.ts';
import type { Prior } from './expectation.ts';
import type { Family } from './family.ts';
import { foretell, plausibleLately } from './lately.ts';
import { acceptNormal, type Knowledge, type Looks, type MinuteCount, takeIn, takeInAtOnce } from './quarantine.ts';
import { beginFiring, type Ending, endingOf, type Firing, recover } from './recovery.ts';

/** All that is remembered of one code on one scope. */
export interface KeyState {
  readonly knowledge: Knowledge;
  readonly bank: Bank;
  /** Null while it is quiet. */
  readonly firing: Firing | null;
}

/** What a step is made under. */
export interface StepContext {
  readonly family: Family;
  readonly prior: Prior;
  /** Score beyond which evidence counts. */
  readonly bound: number;
  /** Whether what is counted says something of what is normal. */
  readonly learns: boolean;
}

/** One minute of a key, and how far off what its leaves expect may be. */
export interface JudgedMinute extends MinuteCount, Expected {}

/** What a step changed: it began to fire, or ceased to. */
export type KeyChange =
  | { readonly change: 'opened'; readonly firing: Firing }
  | { readonly change: Ending; readonly firing: Firing };

const FIRST_DAY_MINUTES = 24 * 60;

/** A step's outcome. */
export interface KeyStep {
  readonly state: KeyState;
  readonly change: KeyChange | null;
}

/**
 * Steps one key through a minute that holds messages; without messages only `tickKey` has something to say.
 * @param bornMinute minute of the scope's first message
 */
export function stepKey(state: KeyState, counted: JudgedMinute, bornMinute: number, context: StepContext): KeyStep {
  return state.firing === null
    ? stepQuiet(state, counted, counted.minute - bornMinute < FIRST_DAY_MINUTES, context)
    : stepFiring(state, recover(state.firing, counted), counted, context);
}

/** Lets time pass for a key that fires without messages: it may become stale. */
export function tickKey(state: KeyState, minute: number): KeyStep {
  const ending = state.firing === null ? null : endingOf(state.firing, minute);
  return state.firing === null || ending === null ? { state, change: null } : end(state, state.firing, ending, minute);
}

function stepQuiet(state: KeyState, counted: JudgedMinute, isFirstDay: boolean, context: StepContext): KeyStep {
  const { family, prior, bound } = context;
  if (counted.errors <= counted.expected && state.bank === NO_EVIDENCE) {
    const looks = { looksWrong: !context.learns, isCalm: context.learns, isFirstDay };
    const knowledge = keep(state.knowledge, counted, looks, family);
    return { state: { knowledge, bank: NO_EVIDENCE, firing: null }, change: null };
  }
  const doubt = widerDoubt(doubtOf(state.knowledge, prior, family), doubtIn(counted));
  const plausible = plausibleOf(state.knowledge, counted, { doubt, family });
  const bank = weigh(state.bank, counted, { plausible, doubt, family, bound });
  const carrying =
    counted.errors === 0 || bank === NO_EVIDENCE ? -1 : alternativeThatCarries(bank, counted, context, isFirstDay);
  const evidence = bank[carrying];
  if (evidence) {
    const { minute, messages } = counted;
    const opening = { alternative: carrying, minute, plausibleShare: plausibleFor(carrying, plausible) / messages };
    const firing = beginFiring(evidence, opening, family);
    const knowledge = keep(state.knowledge, counted, { looksWrong: true, isCalm: false, isFirstDay }, family);
    return { state: { knowledge, bank, firing }, change: { change: 'opened', firing } };
  }
  const looksWrong = !context.learns || (bank !== NO_EVIDENCE && bank.some(({ score }) => score > bound));
  const looks = { looksWrong, isCalm: context.learns && isCalm(bank), isFirstDay };
  return { state: { knowledge: keep(state.knowledge, counted, looks, family), bank, firing: null }, change: null };
}

function plausibleOf(
  { lately, leaps }: Knowledge,
  { minute, expected }: JudgedMinute,
  { doubt, family }: { readonly doubt: Doubt; readonly family: Family },
): Plausible {
  const foretold = foretell(lately, { minute, expected });
  const leap = Math.min(doubt.ofLevel, variationIn(leaps, family));
  return {
    normal: plausibleErrors(expected, doubt, family),
    lately: foretold === null ? null : plausibleLately(foretold, expected, leap),
  };
}

/** What was plausible by what carried the evidence. */
function plausibleFor(alternative: number, { normal, lately }: Plausible): number {
  return ALTERNATIVES[alternative]?.beyond === 'lately' ? (lately ?? normal) : normal;
}

function stepFiring(state: KeyState, firing: Firing, counted: MinuteCount, context: StepContext): KeyStep {
  const ending = endingOf(firing, counted.minute);
  const knowledge = takeIn(state.knowledge, counted, {
    ...{ looksWrong: true, isCalm: false, clipErrors: context.family.clipErrors },
  });
  const next: KeyState = { knowledge, bank: NO_EVIDENCE, firing };
  return ending === null ? { state: next, change: null } : end(next, firing, ending, counted.minute);
}

function end(state: KeyState, firing: Firing, ending: Ending, minute: number): KeyStep {
  const knowledge = ending === 'accepted' ? acceptNormal(state.knowledge, firing, minute) : state.knowledge;
  return { state: { knowledge, bank: NO_EVIDENCE, firing: null }, change: { change: ending, firing } };
}

function keep(
  knowledge: Knowledge,
  counted: MinuteCount,
  { looksWrong, isCalm, isFirstDay }: Looks & { readonly isFirstDay: boolean },
  family: Family,
): Knowledge {
  return isFirstDay && !looksWrong
    ? takeInAtOnce(knowledge, counted, { isCalm })
    : takeIn(knowledge, counted, { looksWrong, isCalm, clipErrors: family.clipErrors });
}

/**
 * The alternative with the most evidence among those that suffice; −1 where none does. On a key's first day its normal is only
 * presumed: twice as much says nothing then, five times as much does.
 */
function alternativeThatCarries(bank: Bank, counted: MinuteCount, context: StepContext, isFirstDay: boolean): number {
  const { family, bound } = context;
  let best = -1;
  for (const [at, evidence] of bank.entries()) {
    const mayOpen = !isFirstDay || family.opensOnFirstDay || ALTERNATIVES[at]?.opensOnFirstDay;
    if (!mayOpen || !suffices(evidence, { errorsNow: counted.errors, family, bound })) continue;
    if (best < 0 || evidence.score > (bank[best]?.score ?? 0)) best = at;
  }
  return best;
}
