import { MINUTE_MS } from '../time.ts';
import { ARRIVAL_MINUTES, arrivedSince, type TakenMinute } from './arrivals.ts';
import { type FleetMinute, type LeafCount, stepFleet, tickFleet } from './fleet.ts';
import { leafName, rollupsAbove } from './scope-name.ts';
import type { ScopeMemory } from './scope-record.ts';
import type { ScopeState } from './scope-state.ts';
import type { Transition } from './step-scope.ts';
import type { LeafMinute } from './window.ts';

/** Scopes by their name. */
export type Memories = ReadonlyMap<string, ScopeMemory>;

/** What a step changed. */
export interface MemoriesStep {
  readonly changed: Memories;
  readonly transitions: readonly Transition[];
}

/** Names of the scopes that a step looks at: those with messages in the last half hour, and what lies above them. */
export function scopesInReach(leaves: readonly LeafMinute[], minute: number): Set<string> {
  const names = new Set<string>();
  for (const leaf of leaves.filter(({ startMs }) => isInReach(startMs, minute))) {
    names.add(leafName(leaf));
    for (const above of rollupsAbove(leaf)) names.add(above);
  }
  return names;
}

/**
 * Steps scopes to a minute on what has arrived since their last step, late lines too; those that fire without messages grow
 * older. Made again, it changes nothing.
 * @param memories of all scopes in reach, as far as they have one, and of those that fire
 * @param leaves minutes of leaves as they are counted at present, half an hour back from the minute
 */
export function stepMemories(
  memories: Memories,
  leaves: readonly LeafMinute[],
  fleetMinute: FleetMinute,
): MemoriesStep {
  const { minute } = fleetMinute;
  const fleet = statesOf(memories);
  const taken = new Map<string, readonly TakenMinute[]>();
  const counts: LeafCount[] = [];
  for (const [name, ofLeaf] of byLeaf(leaves.filter(({ startMs }) => isInReach(startMs, minute)))) {
    const arrived = arrivedSince(memories.get(name)?.taken ?? [], ofLeaf.minutes, minute);
    taken.set(name, arrived.taken);
    const known = fleet.get(name);
    const isDone = known?.lastMinute === minute; // counts for its roll-ups with what it had: nothing, where only time passed
    if ((isDone ? known.last : arrived.counted).messages > 0) counts.push({ ...ofLeaf.leaf, ...arrived.counted });
  }
  const stepped = stepFleet(fleet, counts, fleetMinute);
  const silent = new Map(
    [...fleet].filter(([name, { lastMinute }]) => !stepped.changed.has(name) && lastMinute < minute),
  );
  const ticked = tickFleet(silent, fleetMinute);
  const changed = new Map<string, ScopeMemory>();
  for (const [name, state] of [...stepped.changed, ...ticked.changed])
    changed.set(name, { state, taken: taken.get(name) ?? memories.get(name)?.taken ?? [] });
  return { changed, transitions: [...stepped.transitions, ...ticked.transitions] };
}

function isInReach(startMs: number, minute: number): boolean {
  const of = Math.floor(startMs / MINUTE_MS);
  return of <= minute && of > minute - ARRIVAL_MINUTES;
}

function statesOf(memories: Memories): Map<string, ScopeState> {
  return new Map([...memories].map(([name, { state }]) => [name, state]));
}

function byLeaf(leaves: readonly LeafMinute[]) {
  const found = new Map<string, { leaf: Pick<LeafMinute, 'vasid' | 'carrier'>; minutes: LeafMinute[] }>();
  for (const minute of leaves) {
    const { vasid, carrier } = minute;
    const name = leafName(minute);
    const ofLeaf = found.get(name) ?? { leaf: { vasid, carrier }, minutes: [] };
    found.set(name, ofLeaf);
    ofLeaf.minutes.push(minute);
  }
  return found;
}
