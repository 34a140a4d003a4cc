import type { LeafMinute } from '../detect/window.ts';
import { contains, type Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';

/** The limit that a service seems to run into: nobody tells it, the refusals show it. */
export interface EffectiveLimit {
  readonly vasid: string;
  /** Submits a minute that were accepted in minutes with refusals: the median of them. */
  readonly acceptedPerMinute: number;
  /** Minutes with refusals that it was estimated from. */
  readonly minutes: number;
  /** The most that was accepted in a minute without refusals since they set in; null where there was none. */
  readonly mostAcceptedPerMinute: number | null;
  /** What the service sends now, a minute. */
  readonly submitsPerMinute: number;
}

/** The codes that refuse throughput by a limit of the account. */
const LIMIT_CODES = [3510];
/** Fewer refusals in a minute may be chance, of which there always is some. */
const MIN_REFUSED = 3;
const NOW_MINUTES = 5;
const MOST_SERVICES = 3;

/**
 * Estimates each service's limit: what is accepted a minute when refusals set in (median, since the first and the last minute
 * of a bout are refused in part only).
 */
export function limitsOf({
  codes,
  scope,
  sinceMs,
  nowMs,
  minutes,
}: {
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly minutes: readonly LeafMinute[];
}): EffectiveLimit[] {
  if (!codes.some((code) => LIMIT_CODES.includes(code))) return [];
  const services = new Map<string, Map<number, ServiceMinute>>();
  for (const leaf of minutes) {
    if (leaf.vasid === null || !contains(scope, leaf) || leaf.startMs >= nowMs) continue;
    const byMinute = services.get(leaf.vasid) ?? new Map<number, ServiceMinute>();
    services.set(leaf.vasid, byMinute);
    const sum = byMinute.get(leaf.startMs) ?? { submits: 0, refused: 0 };
    const refused = LIMIT_CODES.reduce((total, code) => total + (leaf.errors.get(code) ?? 0), 0);
    byMinute.set(leaf.startMs, { submits: sum.submits + leaf.messages, refused: sum.refused + refused });
  }
  return [...services]
    .map(([vasid, byMinute]) => ({ vasid, since: [...byMinute].filter(([startMs]) => startMs >= sinceMs) }))
    .map(({ vasid, since }) => estimate(vasid, since, { sinceMs, nowMs }))
    .filter((found) => found !== null)
    .sort((one, other) => other.refused - one.refused)
    .slice(0, MOST_SERVICES)
    .map(({ limit }) => limit);
}

interface ServiceMinute {
  readonly submits: number;
  readonly refused: number;
}

function estimate(
  vasid: string,
  since: readonly (readonly [startMs: number, minute: ServiceMinute])[],
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
): { readonly limit: EffectiveLimit; readonly refused: number } | null {
  const bad = since.filter(([, { refused }]) => refused >= MIN_REFUSED).map(([, minute]) => minute);
  if (bad.length === 0) return null;
  const good = since.filter(([, { refused }]) => refused < MIN_REFUSED).map(([, { submits }]) => submits);
  const fromMs = Math.max(sinceMs, nowMs - NOW_MINUTES * MINUTE_MS);
  const now = since.filter(([startMs]) => startMs >= fromMs);
  const submitsNow = now.reduce((sum, [, { submits }]) => sum + submits, 0);
  return {
    refused: bad.reduce((sum, { refused }) => sum + refused, 0),
    limit: {
      vasid,
      acceptedPerMinute: medianOf(bad.map(({ submits, refused }) => submits - refused)),
      minutes: bad.length,
      mostAcceptedPerMinute: good.length === 0 ? null : Math.max(...good),
      submitsPerMinute: submitsNow / Math.max(1, (nowMs - fromMs) / MINUTE_MS),
    },
  };
}

/** The lower of two middle values: a limit is better said too low than too high. */
function medianOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}
