import type { Cause, Look } from './cause.ts';
import { authenticationCauses } from './causes-authentication.ts';
import { carrierCauses } from './causes-carrier.ts';
import { platformCauses } from './causes-platform.ts';
import { provisioningCauses } from './causes-provisioning.ts';
import { throughputCauses } from './causes-throughput.ts';

/** Signatures in the order in which they are told; each gives the causes that a look speaks for. */
const SIGNATURES: readonly ((look: Look) => readonly Cause[])[] = [
  authenticationCauses,
  provisioningCauses,
  throughputCauses,
  carrierCauses,
  platformCauses,
];
/** Of many guesses none is one. */
const MOST = 2;

/** The causes that an incident looks like, the likeliest first. */
export function causesOf(look: Look): Cause[] {
  return SIGNATURES.flatMap((signature) => signature(look)).slice(0, MOST);
}
