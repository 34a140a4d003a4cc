import type { Cause, Look } from './cause.ts';
import { failingOf, percent } from './numbers.ts';

/** Codes that refuse credentials: of HTTP, of the account (a reset key), of the service. */
const CODES = [2568, 2564, 2562, 2561];
/** From this share on everything fails, but for what was under way. */
const ALL = 0.85;
/** Below it, some of several senders have the right credentials and the others do not. */
const NONE = 0.05;

/** Credentials fail at once and for all: what differs is who still has the old ones. */
export function authenticationCauses({ codes, reach }: Look): Cause[] {
  if (!codes.some((code) => CODES.includes(code))) return [];
  const failed = reach.failedShare ?? 0;
  if (failed >= ALL) {
    const evidence = `${percent(failed)} of its submits are refused, at ${failingOf(reach.carriers, 'carrier')}`;
    return [{ name: 'credentials-changed', evidence }];
  }
  if (failed < NONE) return [];
  const evidence = `${percent(failed)} are refused and the others accepted, at the same time`;
  return [{ name: 'credentials-partly-changed', evidence }];
}
