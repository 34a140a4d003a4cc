import type { Cause, CauseName, Look } from './cause.ts';
import { failingOf, percent } from './numbers.ts';

/** What each code says of the carrier behind the provider. */
const NAMES: ReadonlyMap<number, CauseName> = new Map([
  [4006, 'carrier-capacity'],
  [3500, 'carrier-not-answering'],
  [4000, 'carrier-rejects'],
]);

/** A carrier in trouble fails everybody who sends there, and nobody elsewhere. */
export function carrierCauses({ codes, scope, reach }: Look): Cause[] {
  if (scope.carrier === null || scope.vasid !== null) return [];
  const others = reach.failedShareElsewhere;
  const elsewhere = others === null ? '' : `, and ${percent(others)} at the others`;
  const evidence = `${failingOf(reach.services, 'service')} that send there fail alike (${percent(reach.failedShare ?? 0)})${elsewhere}`;
  return codes.flatMap((code) => {
    const name = NAMES.get(code);
    return name === undefined ? [] : [{ name, evidence }];
  });
}
