import type { Cause, Look } from './cause.ts';
import { percent, perMinute } from './numbers.ts';
import type { Traffic } from './traffic.ts';

/** The account's limit; a carrier's capacity is another matter. */
const CODES = [3510];
/** More than chance and the time of day make of submits from one hour to the next. */
const RISEN = 1.5;
/** Accepted now against before: below this it is less than it was. */
const FALLEN = 0.9;
/** A comparison with fewer minutes before says nothing. */
const MIN_MINUTES = 10;
/** Part of the growth that makes one service the one that grew, 0–1. */
const MOST_OF_GROWTH = 0.6;

/** More is sent than the limit allows, or the limit allows less than it did. */
export function throughputCauses({ codes, scope, traffic }: Look): Cause[] {
  if (!codes.some((code) => CODES.includes(code)) || traffic.before.minutes < MIN_MINUTES) return [];
  const { before, since } = traffic;
  const rates = `${perMinute(since.submits)} are sent, ${perMinute(before.submits)} were before`;
  if (since.submits >= RISEN * before.submits) {
    const customer = scope.vasid === null ? oneCustomer(traffic) : [];
    return [...customer, { name: 'limit-exceeded', evidence: rates }];
  }
  if (since.accepted >= FALLEN * before.accepted) return [];
  const evidence = `no more is sent than before (${perMinute(since.submits)}), but of it ${perMinute(since.accepted)} are accepted, where ${perMinute(before.accepted)} were`;
  return [{ name: 'limit-lowered', evidence }];
}

/** A limit is shared: who grew uses up what the others need. */
function oneCustomer({ grown }: Traffic): Cause[] {
  if (grown === null || grown.share < MOST_OF_GROWTH) return [];
  const { vasid, before, since, share } = grown;
  const evidence = `${vasid} sends ${perMinute(since)} instead of ${perMinute(before)}, ${percent(share)} of the growth`;
  return [{ name: 'one-customer', evidence }];
}
