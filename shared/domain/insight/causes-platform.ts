import type { Cause, Look } from './cause.ts';
import { failingOf, percent } from './numbers.ts';

/** The provider's lookup of the carrier of a number. */
const LOOKUP_CODES = [2569];
/** What is answered when something behind the answerer is in trouble. */
const TIMEOUT_CODES = [3500, 3000, 4000];
/** From here on it is everybody rather than one. */
const MANY = 2;

/** What fails for many services at many carriers at once is none of theirs. */
export function platformCauses({ codes, scope, reach }: Look): Cause[] {
  const evidence = `${failingOf(reach.services, 'service')} fail at ${failingOf(reach.carriers, 'carrier')} (${percent(reach.failedShare ?? 0)})`;
  if (codes.some((code) => LOOKUP_CODES.includes(code))) return [{ name: 'lookup-service-down', evidence }];
  const isEverywhere = scope.vasid === null && scope.carrier === null;
  const isMany = reach.carriers.failing >= MANY && reach.services.failing >= MANY;
  if (!isEverywhere || !isMany || !codes.some((code) => TIMEOUT_CODES.includes(code))) return [];
  return [{ name: 'provider-not-answering', evidence }];
}
