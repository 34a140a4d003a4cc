import type { LeafMinute } from '../detect/window.ts';
import { contains, type Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';

/** How much a scope sent before it began to fail and since, in submits a minute. */
export interface Traffic {
  readonly before: Rate;
  readonly since: Rate;
  /** The service whose submits grew the most, and from what to what; null where none grew. */
  readonly grown: GrownService | null;
}

/** Submits a minute, and how many of them were not refused with the codes in question. */
export interface Rate {
  readonly submits: number;
  readonly accepted: number;
  /** Minutes it was taken from; 0 where there is nothing to compare with. */
  readonly minutes: number;
}

/** A service that sends more than it did. */
export interface GrownService {
  readonly vasid: string;
  readonly before: number;
  readonly since: number;
  /** Part of all growth in the scope, 0–1. */
  readonly share: number;
}

/** Compares what is sent since an instant with the time before it. */
export function traffic(input: {
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly minutes: readonly LeafMinute[];
}): Traffic {
  const { scope, sinceMs, nowMs } = input;
  const inside = input.minutes.filter((leaf) => contains(scope, leaf) && leaf.startMs < nowMs);
  const before = inside.filter(({ startMs }) => startMs < sinceMs);
  const since = inside.filter(({ startMs }) => startMs >= sinceMs);
  const lengths = { before: minutesIn(before, sinceMs), since: Math.max(1, (nowMs - sinceMs) / MINUTE_MS) };
  return {
    before: rateOf(before, lengths.before, input.codes),
    since: rateOf(since, lengths.since, input.codes),
    grown: grownOf(before, since, lengths),
  };
}

/** From the first minute that holds anything: a young account has no hour before. */
function minutesIn(leaves: readonly LeafMinute[], untilMs: number): number {
  const firstMs = leaves.reduce((first, { startMs }) => Math.min(first, startMs), untilMs);
  return (untilMs - firstMs) / MINUTE_MS;
}

function rateOf(leaves: readonly LeafMinute[], minutes: number, codes: readonly number[]): Rate {
  if (minutes === 0) return { submits: 0, accepted: 0, minutes };
  const submits = leaves.reduce((sum, { messages }) => sum + messages, 0);
  const refused = leaves.reduce(
    (sum, { errors }) => sum + codes.reduce((ofLeaf, code) => ofLeaf + (errors.get(code) ?? 0), 0),
    0,
  );
  return { submits: submits / minutes, accepted: (submits - refused) / minutes, minutes };
}

function grownOf(
  before: readonly LeafMinute[],
  since: readonly LeafMinute[],
  lengths: { readonly before: number; readonly since: number },
): GrownService | null {
  if (lengths.before === 0) return null;
  const [was, is] = [submitsByService(before, lengths.before), submitsByService(since, lengths.since)];
  const growths = [...is]
    .map(([vasid, now]) => ({ vasid, before: was.get(vasid) ?? 0, since: now }))
    .filter((service) => service.since > service.before)
    .sort((one, other) => other.since - other.before - (one.since - one.before));
  const [most] = growths;
  const total = growths.reduce((sum, service) => sum + service.since - service.before, 0);
  return most === undefined ? null : { ...most, share: (most.since - most.before) / total };
}

function submitsByService(leaves: readonly LeafMinute[], minutes: number): Map<string, number> {
  const rates = new Map<string, number>();
  for (const { vasid, messages } of leaves)
    if (vasid !== null) rates.set(vasid, (rates.get(vasid) ?? 0) + messages / minutes);
  return rates;
}
