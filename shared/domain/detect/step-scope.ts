import type { Scope } from '../scope.ts';
import { STEADY } from './dispersion.ts';
import { doubtOf } from './doubt.ts';
import { NO_EVIDENCE } from './evidence.ts';
import { expectedShare, type Learned } from './expectation.ts';
import type { Family } from './family.ts';
import { type KeyChange, type KeyState, type StepContext, stepKey, tickKey } from './key.ts';
import { beginKnowledge, type MinuteCount } from './quarantine.ts';
import { scopeOf } from './scope-name.ts';
import type { ScopeCount, ScopeState } from './scope-state.ts';

/** A code and how it fails. */
export interface WatchedCode {
  readonly code: number;
  readonly family: Family;
}

/** A key that began or ceased to fire. */
export interface Transition {
  readonly minute: number;
  readonly code: number;
  /** Null stands for all. */
  readonly scope: Scope;
  readonly change: KeyChange;
}

/** A scope in a fleet. */
export interface NamedScope {
  readonly name: string;
  readonly state: ScopeState;
}

/** What keys are stepped with: contexts by place of their code, and where to tell what changes. */
export interface KeysStep {
  readonly minute: number;
  readonly codes: readonly WatchedCode[];
  readonly contexts: readonly Omit<StepContext, 'learns'>[];
  readonly learns: boolean;
  readonly tell: (transition: Transition) => void;
}

const HOURS_TWICE = 48;

/** What is expected of a leaf in a minute, beside what it had. */
export function expectOf(
  state: ScopeState,
  { messages, errors }: { readonly messages: number; readonly errors: ReadonlyMap<number, number> },
  { minute, codes, contexts }: Pick<KeysStep, 'minute' | 'codes' | 'contexts'>,
): ScopeCount {
  const unseen = { learned: { errors: 0, messages: state.messages, byHour: null }, wobble: STEADY };
  const zeros = codes.map(() => 0);
  const told = { messages: zeros, errors: zeros, expected: zeros };
  const expected: number[] = [];
  const levelVariance: number[] = [];
  const minuteVariance: number[] = [];
  for (const [at, { family, prior }] of contexts.entries()) {
    const known = state.keys[at]?.knowledge ?? unseen;
    const ofCode = messages * expectedShare(known.learned, family, prior, minute);
    const doubt = doubtOf(known, prior, family);
    expected.push(ofCode);
    levelVariance.push(ofCode ** 2 * doubt.ofLevel);
    minuteVariance.push(ofCode ** 2 * doubt.ofMinutes);
  }
  const ofCodes = codes.map(({ code }) => errors.get(code) ?? 0);
  return { messages, errors: ofCodes, expected, levelVariance, minuteVariance, told };
}

/** Steps the keys of a scope; one whose code is seen for the first time begins with the messages that went before, one all of whose messages are told of below waits. */
export function stepKeys({ name, state }: NamedScope, counted: ScopeCount, step: KeysStep): (KeyState | null)[] {
  const { minute, codes, learns, tell } = step;
  return step.contexts.map((context, at) => {
    const known = state.keys[at] ?? null;
    const { messages, errors, expected } = judgedOf(counted, { at, hasFired: Boolean(known?.firing) });
    const found = known ?? (errors > 0 ? newKey({ name, state }, context.family, minute) : null);
    if (found === null || messages === 0) return found;
    const { family, prior, bound } = context;
    const levelVariance = counted.levelVariance[at] ?? 0;
    const minuteVariance = counted.minuteVariance[at] ?? 0;
    const ofMinute = { minute, messages, errors, expected, levelVariance, minuteVariance };
    const stepped = stepKey(found, ofMinute, state.bornMinute, { family, prior, bound, learns });
    if (stepped.change) tellChange(name, codes[at], { minute, change: stepped.change }, tell);
    return stepped.state;
  });
}

/**
 * What a key is judged by: until it fires by what nothing below it tells, from then on by everything, so that it is over when all
 * of it is.
 */
export function judgedOf(
  { messages, errors, expected, told }: ScopeCount,
  { at, hasFired }: { readonly at: number; readonly hasFired: boolean },
): Pick<MinuteCount, 'messages' | 'errors' | 'expected'> {
  const all = { messages, errors: errors[at] ?? 0, expected: expected[at] ?? 0 };
  if (hasFired) return all;
  return {
    messages: all.messages - (told.messages[at] ?? 0),
    errors: all.errors - (told.errors[at] ?? 0),
    expected: all.expected - (told.expected[at] ?? 0),
  };
}

/** Lets time pass for the keys of a scope without messages: what fires there may become stale; null where nothing does. */
export function tickKeys(
  { name, state }: NamedScope,
  step: Pick<KeysStep, 'minute' | 'codes' | 'tell'>,
): (KeyState | null)[] | null {
  const { minute, codes, tell } = step;
  let hasChanged = false;
  const keys = state.keys.map((key, at) => {
    const stepped = key && tickKey(key, minute);
    if (!stepped?.change) return key;
    hasChanged = true;
    tellChange(name, codes[at], { minute, change: stepped.change }, tell);
    return stepped.state;
  });
  return hasChanged ? keys : null;
}

function newKey({ name, state }: NamedScope, family: Family, minute: number): KeyState {
  const isLeaf = !name.includes('*');
  const byHour = family.byHour && isLeaf ? Array.from({ length: HOURS_TWICE }, () => 0) : null;
  const learned: Learned = { errors: 0, messages: state.messages, byHour };
  return { knowledge: beginKnowledge(learned, minute), bank: NO_EVIDENCE, firing: null };
}

function tellChange(
  name: string,
  watched: WatchedCode | undefined,
  { minute, change }: Pick<Transition, 'minute' | 'change'>,
  tell: KeysStep['tell'],
): void {
  const scope = scopeOf(name);
  if (scope && watched) tell({ minute, code: watched.code, scope, change });
}
