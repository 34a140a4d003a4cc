import type { Contribution, LeafExcess } from '../attribute.ts';

/** Errors of one code against what is usual, pair by pair. */
export interface ExcessOfCode {
  readonly code: number;
  readonly leaves: readonly LeafExcess[];
}

/** Which codes brought the increase, the largest first; codes without a positive part are left out. */
export function contributionsByCode(ofCodes: readonly ExcessOfCode[]): Contribution[] {
  const excesses = ofCodes
    .map(({ code, leaves }) => ({ code, excess: leaves.reduce((sum, leaf) => sum + leaf.errors - leaf.expected, 0) }))
    .filter(({ excess }) => excess > 0);
  const total = excesses.reduce((sum, { excess }) => sum + excess, 0);
  return excesses
    .map(({ code, excess }) => ({ value: String(code), share: excess / total }))
    .sort((one, other) => other.share - one.share || Number(one.value) - Number(other.value));
}
