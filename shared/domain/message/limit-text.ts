import type { EffectiveLimit } from '../insight/effective-limit.ts';
import { perMinute } from '../insight/numbers.ts';
import type { Fact } from './fact.ts';

/** So much more accepted in other minutes means that it is not one fixed number. */
const MOVES = 1.3;

/** The limit that services seem to run into, and what is left of it now. */
export function limitFacts(limits: readonly EffectiveLimit[]): Fact[] {
  return limits.map((limit) => ({ label: 'Limit', text: `${limitOf(limit)}; ${headroomOf(limit)}` }));
}

function limitOf({ vasid, acceptedPerMinute, minutes, mostAcceptedPerMinute }: EffectiveLimit): string {
  const from = minutes === 1 ? 'one minute' : `${minutes} minutes`;
  const estimate = `service ${vasid} gets about ${perMinute(acceptedPerMinute)} through (an estimate from ${from} with refusals)`;
  if (mostAcceptedPerMinute === null || mostAcceptedPerMinute < MOVES * acceptedPerMinute) return estimate;
  return `${estimate}, though up to ${mostAcceptedPerMinute} in minutes without, so it is no fixed number`;
}

function headroomOf({ acceptedPerMinute, submitsPerMinute }: EffectiveLimit): string {
  const left = acceptedPerMinute - submitsPerMinute;
  const now = `it sends ${perMinute(submitsPerMinute)} now`;
  return left >= 0 ? `${now}, headroom ${perMinute(left)}` : `${now}, ${perMinute(-left)} too many`;
}
