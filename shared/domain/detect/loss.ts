import { addWobble, missOf, STEADY, variationOf, type Wobble, wobbleOf } from './dispersion.ts';
import { FAMILIES } from './family.ts';
import { packNumbers, startTaking } from './numbers.ts';
import { type LagCandidate, learnLag, makeDue, NO_LAG, usualLag } from './report-lag.ts';

/** What is known of how the reports of a carrier follow its submits, and what speaks for their having stopped. */
export interface Loss {
  readonly bornMinute: number;
  readonly lastMinute: number;
  readonly lags: readonly LagCandidate[];
  readonly wobble: Wobble;
  readonly block: { readonly number: number; readonly reports: number; readonly due: number };
  /** Logarithm of a likelihood ratio, and the run of minutes that made it. */
  readonly score: number;
  readonly sinceMinute: number;
  readonly reports: number;
  readonly due: number;
  /** While it fires: what speaks for its being over, since when, and what part still came when it opened; else null. */
  readonly firing: LossFiring | null;
}

interface LossFiring {
  readonly openedMinute: number;
  readonly recovery: number;
  readonly recoveringSince: number;
  readonly leftShare: number;
  readonly lastDueMinute: number;
}

/** Submits that were accepted and reports that came in a minute. */
export interface FollowedMinute {
  readonly minute: number;
  readonly submits: number;
  readonly reports: number;
  /** Whether anything at all was heard, of any carrier. */
  readonly isHeard: boolean;
}

/** A step's outcome. */
export interface LossStep {
  readonly state: Loss;
  readonly change: 'opened' | 'recovered' | 'stale' | 'accepted' | null;
}

/** Of what is due, so much still comes where half is lost, and where nearly all is. */
const LEFT_SHARE = 0.3;
const BOUND = 12;
const ENOUGH = 3;
const MOST = 20;
const MINUTES_RECOVERING = 15;
const STALE_MINUTES = 360;
const DAY_MINUTES = 1440;
const BLOCK_MINUTES = 15;
/** Fewer missing reports nobody looks for. */
const LEAST_MISSING = 10;
/** Reports that are usually seen before their absence says something. */
const LEAST_LEARNED = 30;
const FAMILY = FAMILIES.delivery;

/** A carrier whose first submit is in this minute. */
export function beginLoss(minute: number): Loss {
  return {
    ...{ bornMinute: minute, lastMinute: minute - 1, lags: NO_LAG, wobble: STEADY },
    block: { number: Math.floor(minute / BLOCK_MINUTES), reports: 0, due: 0 },
    ...{ score: 0, sinceMinute: 0, reports: 0, due: 0, firing: null },
  };
}

/**
 * Steps through a minute: the mirror of the evidence of errors. Reports that came are weighed against those that were due, as
 * the lag foretells them that has done so best: a cumulative sum of Poisson log likelihood ratios (Page 1954) for "only three in
 * ten still come" against the least that is still plausible.
 */
export function stepLoss(
  state: Loss,
  { minute, submits, reports, isHeard }: FollowedMinute,
  learns: boolean,
): LossStep {
  if (minute <= state.lastMinute) return { state, change: null };
  const lags = makeDue(state.lags, submits);
  const { due } = usualLag(lags);
  const now = { ...state, lastMinute: minute, lags };
  if (!isHeard) return { state: now, change: null };
  return state.firing === null
    ? stepQuiet(now, { minute, reports, due }, learns)
    : stepFiring(now, state.firing, { minute, reports, due });
}

interface LossMinute {
  readonly minute: number;
  readonly reports: number;
  readonly due: number;
}

function stepQuiet(state: Loss, counted: LossMinute, learns: boolean): LossStep {
  const variation = variationOf(state.wobble, FAMILY);
  const least = counted.due * Math.exp(-FAMILY.bandWidth * Math.sqrt(Math.log1p(variation.ofBlocks)));
  const temper = 1 + least * (variation.ofMinutes - variation.ofBlocks);
  const gain = (counted.reports * Math.log(LEFT_SHARE) + (1 - LEFT_SHARE) * least) / temper;
  const score = Math.min(2 * BOUND, Math.max(0, state.score + gain));
  const begins = state.score === 0;
  const weighed: Loss = {
    ...state,
    score,
    sinceMinute: begins ? counted.minute : state.sinceMinute,
    reports: score === 0 ? 0 : (begins ? 0 : state.reports) + counted.reports,
    due: score === 0 ? 0 : (begins ? 0 : state.due) + counted.due,
  };
  if (suffices(weighed, counted.minute)) return { state: open(weighed, counted.minute), change: 'opened' };
  return { state: learns && score <= BOUND ? learn(weighed, counted) : weighed, change: null };
}

function suffices({ bornMinute, score, sinceMinute, reports, due, lags }: Loss, minute: number): boolean {
  return (
    minute - bornMinute >= DAY_MINUTES &&
    (lags[0]?.reports ?? 0) >= LEAST_LEARNED &&
    score > BOUND &&
    minute - sinceMinute >= BLOCK_MINUTES &&
    due - reports >= LEAST_MISSING
  );
}

function open(state: Loss, minute: number): Loss {
  const leftShare = Math.min(0.8, Math.max(0.05, state.reports / state.due));
  const firing = { openedMinute: minute, recovery: 0, recoveringSince: minute, leftShare, lastDueMinute: minute };
  return { ...state, score: 0, firing };
}

function stepFiring(state: Loss, before: LossFiring, { minute, reports, due }: LossMinute): LossStep {
  const gain = reports * Math.log(1 / before.leftShare) - due * (1 - before.leftShare);
  const recovery = Math.min(MOST, Math.max(0, before.recovery + gain));
  const firing = {
    ...before,
    recovery,
    recoveringSince: recovery === 0 ? minute : before.recoveringSince,
    lastDueMinute: due >= 0.01 ? minute : before.lastDueMinute,
  };
  const next = { ...state, reports: state.reports + reports, due: state.due + due, firing };
  const ended = { ...next, firing: null };
  if (recovery > ENOUGH && minute - firing.recoveringSince >= MINUTES_RECOVERING)
    return { state: ended, change: 'recovered' };
  if (minute - firing.lastDueMinute >= STALE_MINUTES) return { state: ended, change: 'stale' };
  if (minute - firing.openedMinute >= DAY_MINUTES)
    return { state: { ...beginLoss(minute), lastMinute: minute }, change: 'accepted' };
  return { state: next, change: null };
}

function learn(state: Loss, { minute, reports, due }: LossMinute): Loss {
  const number = Math.floor(minute / BLOCK_MINUTES);
  const { block } = state;
  const isFull = number > block.number;
  const wobble = wobbleOf(missOf(reports, due), isFull ? missOf(block.reports, block.due) : null);
  return {
    ...state,
    lags: learnLag(state.lags, reports),
    wobble: addWobble(state.wobble, wobble, 1),
    block: isFull
      ? { number, reports, due }
      : { number: block.number, reports: block.reports + reports, due: block.due + due },
  };
}

/** Packs it; new numbers are added at the end. */
export function packLoss(state: Loss): Uint8Array {
  const { wobble, block, firing } = state;
  return packNumbers([
    ...[state.bornMinute, state.lastMinute],
    ...state.lags.flatMap(({ due, reports, submits, squaredMisses }) => [due, reports, submits, squaredMisses]),
    ...[wobble.excessOfMinutes, wobble.weightOfMinutes, wobble.excessOfBlocks, wobble.weightOfBlocks],
    ...[block.number, block.reports, block.due, state.score, state.sinceMinute, state.reports, state.due],
    ...(firing
      ? [1, firing.openedMinute, firing.recovery, firing.recoveringSince, firing.leftShare, firing.lastDueMinute]
      : []),
  ]);
}

/** Unpacks it. */
export function unpackLoss(packed: Uint8Array): Loss {
  const next = startTaking(packed);
  const ages = { bornMinute: next(), lastMinute: next() };
  const lags = NO_LAG.map(() => ({ due: next(), reports: next(), submits: next(), squaredMisses: next() }));
  const wobble = {
    ...{ excessOfMinutes: next(), weightOfMinutes: next() },
    ...{ excessOfBlocks: next(), weightOfBlocks: next() },
  };
  const block = { number: next(), reports: next(), due: next() };
  const run = { score: next(), sinceMinute: next(), reports: next(), due: next() };
  const isFiring = next() === 1;
  const firing = {
    ...{ openedMinute: next(), recovery: next(), recoveringSince: next() },
    ...{ leftShare: next(), lastDueMinute: next() },
  };
  return { ...ages, lags, wobble, block, ...run, firing: isFiring ? firing : null };
}
