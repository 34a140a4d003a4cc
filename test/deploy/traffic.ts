import { DIALECTS, type Exchange } from '../../cli/local/gateway/exchange.ts';
import { exchangeLine, noiseLine } from '../../cli/local/gateway/log-lines.ts';
import { randomFrom } from '../../cli/local/gateway/random.ts';
import { SECRET_FIELDS, SECRETS } from '../privacy/secrets.ts';

/** One line of a gateway's log. */
export interface Line {
  readonly atMs: number;
  readonly message: string;
}

/** The service whose credentials break. */
export const BROKEN_SERVICE = 'svc-broken';

/** Submits of one portion: half of the broken service's fail with 2568, one in ten of the others with 2002. */
const PORTION: readonly (readonly [vasid: string, carrier: string, code: number])[] = [
  ...Array.from({ length: 10 }, (_, at) => [BROKEN_SERVICE, `3100${2 + (at % 2)}`, at < 9 ? 2568 : 1000] as const),
  ...Array.from({ length: 10 }, (_, at) => ['svc-well', `3100${2 + (at % 2)}`, at === 0 ? 2002 : 1000] as const),
];

/** Submits by code in so many portions: what the table must hold in the end. */
export function expectedSubmits(portions: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, , code] of PORTION) {
    const key = `submit|${code}`;
    counts.set(key, (counts.get(key) ?? 0) + portions);
  }
  return counts;
}

/** A portion of traffic as a gateway logs it, with lines between that say nothing of MM7, one of them what it should not. */
export function portionOfTraffic(serial: number, nowMs: number): Line[] {
  const random = randomFrom(serial);
  const submits = PORTION.map(([vasid, carrier, code], at): Line => {
    const exchange: Exchange = {
      atMs: nowMs + at,
      transactionId: `t${serial}-${at}`,
      vasid,
      carrier,
      recipient: `+${SECRETS.phone}`,
      code,
    };
    return { atMs: exchange.atMs, message: exchangeLine(exchange, 'soap', random.pick(DIALECTS)) };
  });
  const noise = Array.from({ length: 5 }, (_, at) => ({ atMs: nowMs + at, message: noiseLine(nowMs, random) }));
  const careless = { atMs: nowMs, message: `queued message ${SECRET_FIELDS}` };
  return [...submits, ...noise, careless].sort((a, b) => a.atMs - b.atMs);
}
