import type { Scope } from '../scope.ts';
import { expectedShare, priorOf } from './expectation.ts';
import { leafName } from './scope-name.ts';
import type { ScopeState } from './scope-state.ts';
import type { WatchedCode } from './step-scope.ts';

/** Share of errors of a code that a service at a carrier usually has, 0–1; null where nothing is known of them. */
export type UsualShare = (leaf: Scope, code: number) => number | null;

/** Knows nothing. */
export const UNKNOWN_SHARE: UsualShare = () => null;

/** Of what nothing is usual. */
export const NEVER_USUAL: UsualShare = () => 0;

/** What leaves have taught to expect by a minute. */
export function usualShareOf(
  stateOf: (name: string) => ScopeState | undefined,
  { minute, codes }: { readonly minute: number; readonly codes: readonly WatchedCode[] },
): UsualShare {
  const places = new Map(codes.map(({ code }, at) => [code, at]));
  return (leaf, code) => {
    const state = stateOf(leafName(leaf));
    const at = places.get(code);
    const family = at === undefined ? undefined : codes[at]?.family;
    if (!state || at === undefined || !family) return null;
    const learned = state.keys[at]?.knowledge.learned ?? { errors: 0, messages: state.messages, byHour: null };
    return expectedShare(learned, family, priorOf(family, null), minute);
  };
}
