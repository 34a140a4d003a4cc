import { type FleetMinute, type FleetStep, stepFleet, tickFleet } from '#shared/domain/detect/fleet.ts';
import { rollupName } from '#shared/domain/detect/scope-name.ts';
import type { ScopeState } from '#shared/domain/detect/scope-state.ts';
import type { Transition } from '#shared/domain/detect/step-scope.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';

/** The detectors of a whole fleet in memory, stepped minute by minute. */
export interface Judge {
  /** Steps to a minute with what arrived in it. */
  readonly step: (leaves: readonly LeafMinute[], minute: FleetMinute) => readonly Transition[];
  /** Scopes on which something fires. */
  readonly firing: ReadonlyMap<string, ScopeState>;
  readonly stateOf: (name: string) => ScopeState | undefined;
}

/** Begins with detectors that know nothing. */
export function startJudge(): Judge {
  const fleet = new Map<string, ScopeState>();
  const firing = new Map<string, ScopeState>();
  const apply = ({ changed, transitions }: FleetStep): readonly Transition[] => {
    for (const [name, state] of changed) {
      fleet.set(name, state);
      if (firing.has(name)) firing.set(name, state);
    }
    for (const { scope } of transitions) {
      const name = rollupName(scope);
      const state = fleet.get(name);
      if (state?.keys.some((key) => key !== null && key.firing !== null)) firing.set(name, state);
      else firing.delete(name);
    }
    return transitions;
  };
  return {
    firing,
    stateOf: (name) => fleet.get(name),
    step(leaves, minute) {
      const stepped = apply(stepFleet(fleet, leaves, minute));
      const silent = new Map([...firing].filter(([, { lastMinute }]) => lastMinute < minute.minute));
      const ticked = apply(tickFleet(silent, minute));
      return ticked.length === 0 ? stepped : [...stepped, ...ticked];
    },
  };
}
