import { remaining } from './expectation.ts';
import type { KeyState } from './key.ts';

/** All that is remembered of one scope: a service at a carrier, or a roll-up of such. One item in the table. */
export interface ScopeState {
  /** Minute of the first message. */
  readonly bornMinute: number;
  /** Last minute it was stepped through; a step for it or an earlier one changes nothing. */
  readonly lastMinute: number;
  /** Messages so far, older ones weighing less: what codes are measured by that have not been seen yet. */
  readonly messages: number;
  /** Scopes that had messages in a minute at most, fading; how many chances there are of a false alarm. */
  readonly breadth: number;
  /** By place of their code among the watched ones; null for a code that was never seen on this scope. */
  readonly keys: readonly (KeyState | null)[];
  /** What the last step was made of, for the roll-ups of a step that has to be made again. */
  readonly last: ScopeCount;
}

/** One minute of one scope. */
export interface ScopeCount {
  readonly messages: number;
  /** Errors and expected errors, by place of their code in the list of watched codes. */
  readonly errors: readonly number[];
  readonly expected: readonly number[];
  /** Variances of the expected, of the level and of minutes beyond it, in squared errors: what is independent adds up. */
  readonly levelVariance: readonly number[];
  readonly minuteVariance: readonly number[];
  /** What of all this lies below and fires itself; the variances are without it. */
  readonly told: ToldBelow;
}

/** By place of their code, what is told of below already: nothing above begins to fire by it, and nothing above is over before it is. */
export interface ToldBelow {
  readonly messages: readonly number[];
  readonly errors: readonly number[];
  readonly expected: readonly number[];
}

const NOTHING: ScopeCount = {
  ...{ messages: 0, errors: [], expected: [] },
  ...{ levelVariance: [], minuteVariance: [], told: { messages: [], errors: [], expected: [] } },
};
/** Part of a breadth that is left after a minute; half of it after a day. */
const BREADTH_LEFT = 0.5 ** (1 / 1440);

/** A scope whose first message is in this minute. */
export function newScope(minute: number): ScopeState {
  return { bornMinute: minute, lastMinute: minute - 1, messages: 0, breadth: 1, keys: [], last: NOTHING };
}

/** The scope after a minute, with the keys as they were stepped. */
export function nextScope(
  state: ScopeState,
  counted: ScopeCount,
  { minute, keys, breadth }: { readonly minute: number } & Pick<ScopeState, 'keys' | 'breadth'>,
): ScopeState {
  const minutes = minute - state.lastMinute;
  return {
    bornMinute: state.bornMinute,
    lastMinute: minute,
    messages: state.messages * remaining(minutes) + counted.messages,
    breadth: Math.max(breadth, state.breadth * BREADTH_LEFT ** minutes),
    keys,
    last: counted,
  };
}
