import type { Part } from './reach.ts';

/** What adding up fractions loses. */
const LOST = 1e-9;

/** `0.04 %`, `12 %`: two digits that tell; what is not all is never rounded to all. */
export function percent(share: number): string {
  const rounded = Number((100 * share).toPrecision(2));
  return `${rounded === 100 && share < 1 - LOST ? Math.floor(10_000 * share) / 100 : rounded} %`;
}

/** `all 4 carriers`, `3 of 4 carriers`, `1 carrier`. */
export function failingOf({ failing, sending }: Part, noun: string): string {
  if (sending <= 1) return `one ${noun}`;
  return failing === sending ? `all ${sending} ${noun}s` : `${failing} of ${sending} ${noun}s`;
}

/** `62 a minute`, `0.4 a minute`. */
export function perMinute(rate: number): string {
  return `${rate >= 10 ? Math.round(rate).toLocaleString('en') : Number(rate.toFixed(1))} a minute`;
}
