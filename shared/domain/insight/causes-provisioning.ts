import type { Cause, Look } from './cause.ts';
import { failingOf, percent } from './numbers.ts';
import { areFew } from './reach.ts';

/** The account as a whole is closed. */
const ACCOUNT_CODES = [2550, 2551];
/** Something of it is not set up. */
const PROVISIONING_CODES = [3520];

/** Who is not set up where: the scope says it. */
export function provisioningCauses({ codes, scope, reach }: Look): Cause[] {
  const causes: Cause[] = [];
  const failed = percent(reach.failedShare ?? 0);
  if (codes.some((code) => ACCOUNT_CODES.includes(code))) {
    const evidence = `the provider says so of ${failed} of the submits, at ${failingOf(reach.carriers, 'carrier')}`;
    causes.push({ name: 'account-disabled', evidence });
  }
  if (!codes.some((code) => PROVISIONING_CODES.includes(code))) return causes;
  if (scope.vasid !== null) {
    const evidence = `${failed} of its submits are refused at ${failingOf(reach.carriers, 'carrier')}${elsewhere(reach)}`;
    return [...causes, { name: 'service-not-provisioned', evidence }];
  }
  if (scope.carrier !== null) {
    const evidence = `${failingOf(reach.services, 'service')} that send there are refused alike${elsewhere(reach)}`;
    return [...causes, { name: 'carrier-not-provisioned', evidence }];
  }
  const evidence = `${failingOf(reach.services, 'service')} are refused, at ${failingOf(reach.carriers, 'carrier')}`;
  return [
    ...causes,
    { name: areFew(reach.services) ? 'service-not-provisioned' : 'account-not-provisioned', evidence },
  ];
}

function elsewhere({ failedShareElsewhere }: Look['reach']): string {
  return failedShareElsewhere === null ? '' : `, ${percent(failedShareElsewhere)} elsewhere`;
}
