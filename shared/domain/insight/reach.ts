import { isBeyondChance, type LeafExcess } from '../attribute.ts';
import { contains, type Scope } from '../scope.ts';

/** Of those that send, how many fail. */
export interface Part {
  readonly failing: number;
  readonly sending: number;
}

/** Where it fails: what an episode's scope holds, and what lies around it. */
export interface Reach {
  readonly services: Part;
  readonly carriers: Part;
  /** Share of errors in the scope, and everywhere else, 0–1; null where nothing was sent. */
  readonly failedShare: number | null;
  readonly failedShareElsewhere: number | null;
}

/** A service that sends less says nothing of whether it fails. */
const MIN_MESSAGES = 3;

/** Of more nobody keeps the names in mind. */
const MOST_FEW = 3;

/** Whether two or three fail and others do not. */
export function areFew({ failing, sending }: Part): boolean {
  return failing >= 2 && failing <= MOST_FEW && failing < sending;
}

/** Counts services and carriers of a scope, and those among them with more errors than chance brings. */
export function reachOf(leaves: readonly LeafExcess[], scope: Scope): Reach {
  const inside = leaves.filter((leaf) => contains(scope, leaf));
  const outside = leaves.filter((leaf) => !contains(scope, leaf));
  return {
    services: partOf('vasid', inside),
    carriers: partOf('carrier', inside),
    failedShare: shareOf(inside),
    failedShareElsewhere: shareOf(outside),
  };
}

function partOf(dimension: 'vasid' | 'carrier', leaves: readonly LeafExcess[]): Part {
  const values = new Map<string, LeafExcess>();
  for (const leaf of leaves) {
    const value = leaf[dimension];
    if (value === null) continue;
    const sum = values.get(value);
    values.set(value, sum === undefined ? leaf : added(sum, leaf));
  }
  const sending = [...values.values()].filter(({ messages }) => messages >= MIN_MESSAGES);
  return { failing: sending.filter(isBeyondChance).length, sending: sending.length };
}

function added(one: LeafExcess, other: LeafExcess): LeafExcess {
  return {
    ...one,
    messages: one.messages + other.messages,
    errors: one.errors + other.errors,
    expected: one.expected + other.expected,
  };
}

function shareOf(leaves: readonly LeafExcess[]): number | null {
  const messages = leaves.reduce((sum, leaf) => sum + leaf.messages, 0);
  return messages === 0 ? null : leaves.reduce((sum, leaf) => sum + leaf.errors, 0) / messages;
}
