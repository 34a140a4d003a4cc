import { type FleetStep, stepFleet, tickFleet } from '#shared/domain/detect/fleet.ts';
import { rollupName } from '#shared/domain/detect/scope-name.ts';
import type { ScopeState } from '#shared/domain/detect/scope-state.ts';
import type { Transition, WatchedCode } from '#shared/domain/detect/step-scope.ts';
import type { CountRow } from './count-row.ts';
import type { Arrivals } from './read-counts.ts';

/** The detectors of a whole fleet in memory, stepped minute by minute. */
export interface Judge {
  /** Steps to a minute of arrival and through the silent ones before it. */
  readonly step: (arrivals: Arrivals) => Transition[];
}

/** Begins with detectors that know nothing. */
export function startJudge(codes: readonly WatchedCode[]): Judge {
  const fleet = new Map<string, ScopeState>();
  const firing = new Map<string, ScopeState>();
  let lastMinute = Number.POSITIVE_INFINITY;
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
  const tick = (minute: number) => {
    const silent = new Map([...firing].filter(([, { lastMinute: stepped }]) => stepped < minute));
    return apply(tickFleet(silent, { minute, codes }));
  };
  return {
    step({ minute, rows }) {
      const told: Transition[] = [];
      for (let silent = lastMinute + 1; silent < minute && firing.size > 0; silent++) told.push(...tick(silent));
      told.push(...apply(stepFleet(fleet, leavesOf(rows), { minute, codes })), ...tick(minute));
      lastMinute = minute;
      return told;
    },
  };
}

function leavesOf(rows: readonly CountRow[]) {
  const leaves = new Map<string, { vasid: string; carrier: string; messages: number; errors: Map<number, number> }>();
  for (const { vasid, carrier, total, codes } of rows) {
    const name = `${vasid}|${carrier}`;
    const leaf = leaves.get(name) ?? { vasid, carrier, messages: 0, errors: new Map<number, number>() };
    leaves.set(name, leaf);
    leaf.messages += total;
    for (const code in codes) leaf.errors.set(Number(code), (leaf.errors.get(Number(code)) ?? 0) + (codes[code] ?? 0));
  }
  return [...leaves.values()].filter(({ messages }) => messages > 0);
}
