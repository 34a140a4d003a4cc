import type { Scope } from '../scope.ts';
import { boundFor, NO_EVIDENCE } from './evidence.ts';
import { expectedShare, type Learned, priorOf } from './expectation.ts';
import type { Family } from './family.ts';
import { type KeyChange, type KeyState, type StepContext, stepKey, tickKey } from './key.ts';
import { beginKnowledge } from './quarantine.ts';
import { newScope, nextScope, type ScopeCount, type ScopeState } from './scope-state.ts';

/** A code and how it fails. */
export interface WatchedCode {
  readonly code: number;
  readonly family: Family;
}

/** What arrived in a minute for one service at one carrier; null where the log did not tell. */
export interface LeafCount extends Scope {
  readonly messages: number;
  readonly errors: ReadonlyMap<number, number>;
}

/** A key that began or ceased to fire. */
export interface Transition {
  readonly minute: number;
  readonly code: number;
  /** Null stands for all. */
  readonly scope: Scope;
  readonly change: KeyChange;
}

/** States of scopes by their name. */
export type FleetState = ReadonlyMap<string, ScopeState>;

const DAY_MINUTES = 24 * 60;
const ALL = '*';
const UNKNOWN = '';

/** Name of a leaf's state. */
export function leafName({ vasid, carrier }: Scope): string {
  return `${vasid ?? UNKNOWN}|${carrier ?? UNKNOWN}`;
}

/** Name of the state of a roll-up: null stands for all. */
export function rollupName({ vasid, carrier }: Scope): string {
  return `${vasid ?? ALL}|${carrier ?? ALL}`;
}

/** Names of the roll-ups a leaf counts for. */
export function rollupsAbove({ vasid, carrier }: Scope): string[] {
  const names = [`${ALL}|${ALL}`];
  if (carrier !== null) names.push(`${ALL}|${carrier}`);
  if (vasid !== null) names.push(`${vasid}|${ALL}`);
  return names;
}

/** The scope of a state's name; null for a leaf of which the log does not tell all, since no scope says that. */
export function scopeOf(name: string): Scope | null {
  const at = name.indexOf('|');
  const vasid = name.slice(0, at);
  const carrier = name.slice(at + 1);
  if (vasid === UNKNOWN || carrier === UNKNOWN) return null;
  return { vasid: vasid === ALL ? null : vasid, carrier: carrier === ALL ? null : carrier };
}

/**
 * Steps every scope that had messages through a minute, leaves first: what is expected of a roll-up is the sum of what is
 * expected of its leaves, so that a shift of traffic from one service to another is not mistaken for an incident.
 * @param fleet states of the leaves, of all roll-ups above them, and of no matter which others; a missing one begins now
 * @returns the states that changed, and what began or ceased to fire
 */
export function stepFleet(
  fleet: FleetState,
  leaves: readonly LeafCount[],
  { minute, codes }: { readonly minute: number; readonly codes: readonly WatchedCode[] },
): { readonly changed: Map<string, ScopeState>; readonly transitions: Transition[] } {
  const everything = fleet.get(`${ALL}|${ALL}`);
  const changed = new Map<string, ScopeState>();
  const transitions: Transition[] = [];
  const bound = boundFor((everything?.breadth ?? 1) * Math.max(1, everything?.keys.size ?? 1));
  const isMature = everything !== undefined && minute - everything.bornMinute >= DAY_MINUTES;
  const priors = priorsByCarrier(fleet, minute, codes);
  const sums = new Map<string, Mutable<ScopeCount>>();
  const step = (name: string, state: ScopeState, counted: ScopeCount, contextOf: (at: number) => KeyContext) => {
    const keys = stepKeys(name, state, counted, { minute, codes, bound, contextOf, transitions });
    const breadth = name === `${ALL}|${ALL}` ? leaves.length + sums.size : 1;
    changed.set(name, nextScope(state, counted, { minute, keys, breadth }));
  };
  for (const leaf of leaves) {
    const name = leafName(leaf);
    const state = fleet.get(name) ?? newScope(minute);
    const ofCarrier = priors(leaf.carrier);
    const isRepeated = state.lastMinute >= minute;
    const counted = isRepeated ? state.last : countLeaf(state, leaf, { minute, codes, priors: ofCarrier });
    for (const above of rollupsAbove(leaf)) addTo(sums, above, counted, codes.length);
    if (!isRepeated) step(name, state, counted, (at) => ofCarrier[at] ?? NO_CONTEXT);
  }
  const ofRollups = codes.map(({ family }) => ({ prior: priorOf(family, null), hasNeighbours: isMature }));
  for (const [name, counted] of sums) {
    const state = fleet.get(name) ?? newScope(minute);
    if (state.lastMinute < minute) step(name, state, counted, (at) => ofRollups[at] ?? NO_CONTEXT);
  }
  return { changed, transitions };
}

/** Lets time pass for scopes without messages: what fires there may become stale. */
export function tickScope(
  name: string,
  state: ScopeState,
  minute: number,
): { state: ScopeState; transitions: Transition[] } {
  const transitions: Transition[] = [];
  const keys = new Map(state.keys);
  for (const [code, key] of state.keys) {
    const stepped = tickKey(key, minute);
    if (stepped.change === null) continue;
    keys.set(code, stepped.state);
    const scope = scopeOf(name);
    if (scope) transitions.push({ minute, code, scope, change: stepped.change });
  }
  return { state: transitions.length === 0 ? state : { ...state, keys }, transitions };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly number[] ? number[] : T[K] };
type KeyContext = Pick<StepContext, 'prior' | 'hasNeighbours'>;
const NO_CONTEXT: KeyContext = { prior: { share: 0, messages: 0 }, hasNeighbours: false };

/** What is usual of each code at a carrier, where it is known for a day already; else what is usual of its family. */
function priorsByCarrier(
  fleet: FleetState,
  minute: number,
  codes: readonly WatchedCode[],
): (carrier: string | null) => readonly KeyContext[] {
  const known = new Map<string | null, readonly KeyContext[]>();
  return (carrier) => {
    const found = known.get(carrier);
    if (found) return found;
    const state = carrier === null ? undefined : fleet.get(`${ALL}|${carrier}`);
    const hasNeighbours = state !== undefined && minute - state.bornMinute >= DAY_MINUTES;
    const made = codes.map(({ code, family }) => ({
      prior: priorOf(family, hasNeighbours ? shareOf(state.keys.get(code)) : null),
      hasNeighbours,
    }));
    known.set(carrier, made);
    return made;
  };
}

function shareOf(key: KeyState | undefined): number {
  if (key === undefined) return 0;
  const { errors, messages } = key.knowledge.learned;
  return messages === 0 ? 0 : errors / messages;
}

function countLeaf(
  state: ScopeState,
  leaf: LeafCount,
  { minute, codes, priors }: { minute: number; codes: readonly WatchedCode[]; priors: readonly KeyContext[] },
): ScopeCount {
  const unseen: Learned = { errors: 0, messages: state.messages, byHour: null };
  return {
    messages: leaf.messages,
    errors: codes.map(({ code }) => leaf.errors.get(code) ?? 0),
    expected: codes.map(({ code, family }, at) => {
      const learned = state.keys.get(code)?.knowledge.learned ?? unseen;
      return leaf.messages * expectedShare(learned, family, (priors[at] ?? NO_CONTEXT).prior, minute);
    }),
  };
}

function addTo(sums: Map<string, Mutable<ScopeCount>>, name: string, counted: ScopeCount, codes: number): void {
  const sum = sums.get(name);
  if (!sum) {
    sums.set(name, { messages: counted.messages, errors: [...counted.errors], expected: [...counted.expected] });
    return;
  }
  sum.messages += counted.messages;
  for (let at = 0; at < codes; at++) {
    sum.errors[at] = (sum.errors[at] ?? 0) + (counted.errors[at] ?? 0);
    sum.expected[at] = (sum.expected[at] ?? 0) + (counted.expected[at] ?? 0);
  }
}

function stepKeys(
  name: string,
  state: ScopeState,
  counted: ScopeCount,
  {
    minute,
    codes,
    bound,
    contextOf,
    transitions,
  }: {
    readonly minute: number;
    readonly codes: readonly WatchedCode[];
    readonly bound: number;
    readonly contextOf: (at: number) => KeyContext;
    readonly transitions: Transition[];
  },
): ReadonlyMap<number, KeyState> {
  const keys = new Map(state.keys);
  for (const [at, { code, family }] of codes.entries()) {
    const errors = counted.errors[at] ?? 0;
    const found = state.keys.get(code) ?? (errors > 0 ? newKey(state, name, family, minute) : undefined);
    if (!found) continue;
    const expected = counted.expected[at] ?? 0;
    const context = { ...contextOf(at), family, bornMinute: state.bornMinute, bound };
    const stepped = stepKey(found, { minute, messages: counted.messages, errors, expected }, context);
    keys.set(code, stepped.state);
    const scope = stepped.change && scopeOf(name);
    if (stepped.change && scope) transitions.push({ minute, code, scope, change: stepped.change });
  }
  return keys;
}

function newKey(state: ScopeState, name: string, family: Family, minute: number): KeyState {
  const isLeaf = !name.includes(ALL);
  const byHour = family.byHour && isLeaf ? Array.from({ length: 48 }, () => 0) : null;
  const learned: Learned = { errors: 0, messages: state.messages, byHour };
  return { knowledge: beginKnowledge(learned, minute), bank: NO_EVIDENCE, firing: null };
}
