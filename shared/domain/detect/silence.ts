import { packNumbers, startTaking } from './numbers.ts';

/** What is known of how often something is heard, and how long it has not been heard. */
export interface Silence {
  readonly bornMinute: number;
  readonly lastMinute: number;
  readonly lastHeardMinute: number;
  /** How many would have been usual since it was last heard. */
  readonly missed: number;
  /** The longest silence that turned out to be usual, in what it missed, fading. */
  readonly longest: number;
  /** Null while it is quiet. */
  readonly firing: SilenceFiring | null;
  /** Counts, then minutes, of the 24 hours of a working day and of the 24 of a day of the weekend (UTC). */
  readonly profile: readonly number[];
}

/** A silence that is not usual. */
export interface SilenceFiring {
  readonly sinceMinute: number;
  /** Minutes in which something was heard again. */
  readonly heardAgain: number;
}

/** What was heard by a minute. */
export interface HeardMinute {
  readonly minute: number;
  /** The newest minute in which something was heard; null where none is at hand. */
  readonly heardMinute: number | null;
  /** The newest minute of which all is there, and what was counted in it. */
  readonly settled: { readonly minute: number; readonly count: number };
  /** False where silence says nothing now: it is worked on, or nothing could have been heard. */
  readonly counts: boolean;
}

/** A step's outcome. */
export interface SilenceStep {
  readonly state: Silence;
  readonly change: 'opened' | 'recovered' | 'accepted' | null;
}

const SLOTS = 48;
const HOURS = 24;
const DAY_MINUTES = 1440;
/** Days of an hour after which what was counted weighs half. */
const HALF_LIFE_DAYS = 7;
const LEFT_OF_SLOT = 0.5 ** (1 / (HALF_LIFE_DAYS * 60));
const LEFT_OF_LONGEST = 0.5 ** (1 / (2 * HALF_LIFE_DAYS * DAY_MINUTES));
/** An hour of the day says something once it was watched for so long. */
const LEAST_OF_SLOT_MINUTES = 30;
/** By chance alone twenty are missed once in e²⁰. */
const LEAST_MISSED = 20;
/** Shorter silences are those of deliveries. */
const LEAST_MINUTES = 15;
/** A silence has to be so many times the longest usual one; a false alarm makes it more patient by half. */
const TIMES_LONGEST = 2;
const LEARNED_FROM_ALARM = 0.75;
/** In so many minutes something has to be heard before it is over. */
const MINUTES_HEARD_AGAIN = 3;
/** A silence of a week is how things are now. */
const ACCEPT_MINUTES = 7 * DAY_MINUTES;

/** Something that is heard for the first time. */
export function beginSilence(minute: number): Silence {
  const profile = Array.from({ length: 2 * SLOTS }, () => 0);
  return {
    ...{ bornMinute: minute, lastMinute: minute - 1, lastHeardMinute: minute, missed: 0, longest: 0 },
    ...{ firing: null, profile },
  };
}

/**
 * Steps to a minute. Silence is measured in what was missed: in this measure of time, waiting times of a Poisson process with any
 * profile have one and the same distribution (time rescaling: Brown et al. 2002, "The time-rescaling theorem and its application
 * to neural spike train data analysis"), so that a quiet night and a busy noon need no bounds of their own.
 */
export function stepSilence(state: Silence, heard: HeardMinute): SilenceStep {
  const { minute, heardMinute } = heard;
  if (minute <= state.lastMinute) return { state, change: null };
  const isHeard = heardMinute !== null && heardMinute > state.lastHeardMinute;
  const known = { ...state, lastMinute: minute, longest: state.longest * LEFT_OF_LONGEST };
  const judged = isHeard ? hear(known, heardMinute) : miss(known, heard);
  const next = heard.counts ? learn(judged, heard.settled) : judged; // what is silent too: so it learns that weekends are
  const { firing } = next;
  if (firing === null) {
    if (!heard.counts || !beginsToFire(next, minute)) return { state: next, change: null };
    const begun = { sinceMinute: next.lastHeardMinute + 1, heardAgain: 0 };
    return { state: { ...next, firing: begun }, change: 'opened' };
  }
  if (firing.heardAgain >= MINUTES_HEARD_AGAIN)
    return { state: { ...next, firing: null, missed: 0 }, change: 'recovered' };
  return minute - next.lastHeardMinute > ACCEPT_MINUTES
    ? { state: { ...beginSilence(minute), lastMinute: minute }, change: 'accepted' }
    : { state: next, change: null };
}

/** How many are usual in a minute of this hour; 0 of an hour that was never watched. */
export function usualInMinute({ profile }: Pick<Silence, 'profile'>, minute: number): number {
  const slot = slotOf(minute);
  const otherDay = slot < HOURS ? slot + HOURS : slot - HOURS;
  for (const at of [slot, otherDay]) {
    const minutes = profile[SLOTS + at] ?? 0;
    if (minutes >= LEAST_OF_SLOT_MINUTES) return (profile[at] ?? 0) / minutes;
  }
  return 0;
}

/** Packs it; new numbers are added at the end. */
export function packSilence(state: Silence): Uint8Array {
  const { bornMinute, lastMinute, lastHeardMinute, missed, longest, firing, profile } = state;
  const ofFiring = firing ? [1, firing.sinceMinute, firing.heardAgain] : [0, 0, 0];
  return packNumbers([bornMinute, lastMinute, lastHeardMinute, missed, longest, ...ofFiring, ...profile]);
}

/** Unpacks it. */
export function unpackSilence(packed: Uint8Array): Silence {
  const next = startTaking(packed);
  const known = { bornMinute: next(), lastMinute: next(), lastHeardMinute: next(), missed: next(), longest: next() };
  const isFiring = next() === 1;
  const firing = { sinceMinute: next(), heardAgain: next() };
  const profile = Array.from({ length: 2 * SLOTS }, next);
  return { ...known, firing: isFiring ? firing : null, profile };
}

function hear(state: Silence, heardMinute: number): Silence {
  const { firing, longest, missed } = state;
  const heard = { ...state, lastHeardMinute: heardMinute };
  if (firing === null) return { ...heard, missed: 0, longest: Math.max(longest, missed) };
  const patience = firing.heardAgain === 0 ? LEARNED_FROM_ALARM * boundOf(state) : 0;
  const again = { ...firing, heardAgain: firing.heardAgain + 1 };
  return { ...heard, longest: Math.max(longest, patience), firing: again };
}

function miss(state: Silence, { minute, counts }: HeardMinute): Silence {
  return counts ? { ...state, missed: state.missed + usualInMinute(state, minute) } : state;
}

function beginsToFire(state: Silence, minute: number): boolean {
  return (
    minute - state.bornMinute >= DAY_MINUTES &&
    minute - state.lastHeardMinute >= LEAST_MINUTES &&
    state.missed > boundOf(state)
  );
}

function boundOf({ longest }: Silence): number {
  return Math.max(LEAST_MISSED, TIMES_LONGEST * longest);
}

function learn(state: Silence, { minute, count }: HeardMinute['settled']): Silence {
  const slot = slotOf(minute);
  const profile = [...state.profile];
  profile[slot] = (profile[slot] ?? 0) * LEFT_OF_SLOT + count;
  profile[SLOTS + slot] = (profile[SLOTS + slot] ?? 0) * LEFT_OF_SLOT + 1;
  return { ...state, profile };
}

/** The first day of the epoch was a Thursday. */
function slotOf(minute: number): number {
  const dayOfWeek = (Math.floor(minute / DAY_MINUTES) + 4) % 7;
  const isWeekend = dayOfWeek === 0 || dayOfWeek === 6;
  return (Math.floor(minute / 60) % HOURS) + (isWeekend ? HOURS : 0);
}
