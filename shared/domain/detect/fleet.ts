import type { Scope } from '../scope.ts';
import { boundFor } from './evidence.ts';
import { priorOf } from './expectation.ts';
import type { KeyState, StepContext } from './key.ts';
import { leafName, narrowerRollups, rollupName, WHOLE } from './scope-name.ts';
import { newScope, nextScope, type ScopeCount, type ScopeState } from './scope-state.ts';
import { expectOf, stepKeys, type Transition, tickKeys, type WatchedCode } from './step-scope.ts';

/** What arrived in a minute for one service at one carrier; null where the log did not tell. */
export interface LeafCount extends Scope {
  readonly messages: number;
  readonly errors: ReadonlyMap<number, number>;
}

/** States of scopes by their name. */
export type FleetState = ReadonlyMap<string, ScopeState>;

/** The minute that is stepped to, and what is watched. */
export interface FleetMinute {
  /** Whole minutes since the epoch. */
  readonly minute: number;
  readonly codes: readonly WatchedCode[];
  /**
   * Whether what is counted on a scope of this name says something of its normal.
   * @default - everywhere
   */
  readonly learns?: (name: string) => boolean;
}

const everywhere = () => true;

/** States that a step changed, and what began or ceased to fire. */
export interface FleetStep {
  readonly changed: ReadonlyMap<string, ScopeState>;
  readonly transitions: readonly Transition[];
}

const DAY_MINUTES = 24 * 60;

/**
 * Steps every scope that had messages through a minute, leaves first: what is expected of a roll-up is the sum of what is
 * expected of its leaves, so that a shift of traffic from one service to another is not mistaken for an incident. What fires
 * tells its part, and what lies above is judged by the rest, so that nothing is found twice: services and carriers by the
 * leaves that do not fire, everything by those of which neither service nor carrier does. A scope that
 * was stepped through the minute already stays as it is, and counts for its roll-ups with what it had then.
 * @param fleet states of the leaves and of all roll-ups above them; one that is missing begins now
 */
export function stepFleet(
  fleet: FleetState,
  leaves: readonly LeafCount[],
  { minute, codes, learns = everywhere }: FleetMinute,
): FleetStep {
  const changed = new Map<string, ScopeState>();
  const transitions: Transition[] = [];
  const tell = (transition: Transition) => transitions.push(transition);
  const contextsOf = contextsFor(fleet, minute, codes);
  const counts: Counted[] = [];
  for (const leaf of leaves) {
    const name = leafName(leaf);
    const state = fleet.get(name) ?? newScope(minute);
    const step = { minute, codes, contexts: contextsOf(leaf), learns: learns(name), tell };
    const isDone = state.lastMinute >= minute;
    const counted = isDone ? state.last : expectOf(state, leaf, step);
    const keys = isDone ? state.keys : stepKeys({ name, state }, counted, step);
    if (!isDone) changed.set(name, nextScope(state, counted, { minute, keys, breadth: 1 }));
    counts.push({ leaf, counted, told: markFiring(NONE, keys) });
  }
  const stepRollups = (aboveOf: (leaf: Scope) => readonly string[], breadth: number): number => {
    const sums = new Map<string, Sum>();
    for (const count of counts)
      for (const name of aboveOf(count.leaf)) sums.set(name, add(sums.get(name) ?? noSum(codes), count));
    for (const [name, counted] of sums) {
      const state = fleet.get(name) ?? newScope(minute);
      if (state.lastMinute >= minute) continue;
      const step = { minute, codes, contexts: contextsOf(null), learns: learns(name), tell };
      const keys = stepKeys({ name, state }, counted, step);
      changed.set(name, nextScope(state, counted, { minute, keys, breadth }));
    }
    for (const count of counts)
      for (const name of aboveOf(count.leaf))
        count.told = markFiring(count.told, (changed.get(name) ?? fleet.get(name))?.keys ?? []);
    return sums.size;
  };
  const narrower = stepRollups(narrowerRollups, 1);
  stepRollups(() => [WHOLE], leaves.length + narrower + 1);
  return { changed, transitions };
}

/** Lets time pass for scopes that had no messages in a minute: what fires there may become stale. */
export function tickFleet(scopes: FleetState, { minute, codes }: FleetMinute): FleetStep {
  const changed = new Map<string, ScopeState>();
  const transitions: Transition[] = [];
  for (const [name, state] of scopes) {
    const keys = tickKeys({ name, state }, { minute, codes, tell: (transition) => transitions.push(transition) });
    if (keys) changed.set(name, nextScope(state, noSum(codes), { minute, keys, breadth: 1 }));
  }
  return { changed, transitions };
}

/**
 * Contexts of the keys of a leaf, or of roll-ups: how much evidence the fleet's size asks for, and what is presumed of a code,
 * by its share among the nearest neighbours.
 */
function contextsFor(
  fleet: FleetState,
  minute: number,
  codes: readonly WatchedCode[],
): (leaf: Scope | null) => readonly Omit<StepContext, 'learns'>[] {
  const whole = fleet.get(WHOLE);
  const seen = whole?.keys.filter((key) => key !== null).length ?? 0;
  const bound = boundFor((whole?.breadth ?? 1) * seen);
  const known = new Map<ScopeState | null, readonly Omit<StepContext, 'learns'>[]>();
  return (leaf) => {
    const neighbours = leaf && neighboursOf(leaf, fleet, minute);
    const found = known.get(neighbours);
    if (found) return found;
    const contexts = codes.map(({ family }, at) => {
      const share = neighbours && shareOf(neighbours.keys[at]);
      return { family, prior: priorOf(family, share), bound };
    });
    known.set(neighbours, contexts);
    return contexts;
  };
}

/** The carrier of a leaf where it is known for a day, or else the service: a new carrier is no reason to expect of it what it never did. */
function neighboursOf({ vasid, carrier }: Scope, fleet: FleetState, minute: number): ScopeState | null {
  const isKnown = ({ bornMinute }: ScopeState) => minute - bornMinute >= DAY_MINUTES;
  const ofCarrier = carrier === null ? undefined : fleet.get(rollupName({ vasid: null, carrier }));
  if (ofCarrier && isKnown(ofCarrier)) return ofCarrier;
  const ofService = vasid === null ? undefined : fleet.get(rollupName({ vasid, carrier: null }));
  return ofService && isKnown(ofService) ? ofService : null;
}

function shareOf(key: KeyState | null | undefined): number {
  const { errors, messages } = key?.knowledge.learned ?? { errors: 0, messages: 0 };
  return messages === 0 ? 0 : errors / messages;
}

/** What a leaf had, and the codes of which it or a roll-up above it tells already. */
interface Counted {
  readonly leaf: Scope;
  readonly counted: ScopeCount;
  told: readonly boolean[];
}

const NONE: readonly boolean[] = [];

function markFiring(told: readonly boolean[], keys: readonly (KeyState | null)[]): readonly boolean[] {
  if (!keys.some((key) => key !== null && key.firing !== null)) return told;
  return keys.map((key, at) => told[at] === true || (key !== null && key.firing !== null));
}

interface Sum extends ScopeCount {
  messages: number;
  readonly errors: number[];
  readonly expected: number[];
  readonly levelVariance: number[];
  readonly minuteVariance: number[];
  readonly told: { readonly messages: number[]; readonly errors: number[]; readonly expected: number[] };
}

function noSum(codes: readonly WatchedCode[]): Sum {
  const zeros = () => codes.map(() => 0);
  return {
    ...{ messages: 0, errors: zeros(), expected: zeros(), levelVariance: zeros(), minuteVariance: zeros() },
    told: { messages: zeros(), errors: zeros(), expected: zeros() },
  };
}

/** Adds a leaf to what lies above it, and to what is told of below for codes of which it or something between them tells. */
function add(sum: Sum, { counted, told }: Counted): Sum {
  sum.messages += counted.messages;
  for (let at = 0; at < sum.errors.length; at++) {
    addAt(sum.errors, at, counted.errors[at]);
    addAt(sum.expected, at, counted.expected[at]);
    if (told[at] === true) {
      addAt(sum.told.messages, at, counted.messages);
      addAt(sum.told.errors, at, counted.errors[at]);
      addAt(sum.told.expected, at, counted.expected[at]);
    } else {
      addAt(sum.levelVariance, at, counted.levelVariance[at]);
      addAt(sum.minuteVariance, at, counted.minuteVariance[at]);
    }
  }
  return sum;
}

function addAt(sums: number[], at: number, more = 0): void {
  sums[at] = (sums[at] ?? 0) + more;
}
