/** Whom counts, findings and episodes are about: one service, one carrier, a service at a carrier, or everything. */
export interface Scope {
  /** Null stands for every service. */
  readonly vasid: string | null;
  /** Null stands for every carrier. */
  readonly carrier: string | null;
}

/** Everything. */
export const EVERYTHING: Scope = { vasid: null, carrier: null };

/** The dimension under which a minute's leaves stand together, vasid and carrier in the counter key; detection reads it. */
export const LEAVES = 'leaves';

/** Name of the rollup of a scope: `all`, `vasid=svc-7`, `carrier=31003` or `vasid=svc-7|carrier=31003`. */
export function dimensionOf(scope: Scope): string {
  const parts: string[] = [];
  if (scope.vasid !== null) parts.push(`vasid=${scope.vasid}`);
  if (scope.carrier !== null) parts.push(`carrier=${scope.carrier}`);
  return parts.length === 0 ? 'all' : parts.join('|');
}

/** Name of the rollup that holds the data quality of a log group. */
export function qualityDimensionOf(logGroup: string): string {
  return `group=${logGroup}`;
}

/** Whether everything in `inner` lies in `outer`. */
export function contains(outer: Scope, inner: Scope): boolean {
  return (
    (outer.vasid === null || outer.vasid === inner.vasid) && (outer.carrier === null || outer.carrier === inner.carrier)
  );
}

/** Whether two scopes are the same. */
export function sameScope(one: Scope, other: Scope): boolean {
  return one.vasid === other.vasid && one.carrier === other.carrier;
}

/** A scope in words: `svc-7 at carrier 31003`, `all services and carriers`. */
export function describeScope(scope: Scope): string {
  if (scope.vasid !== null && scope.carrier !== null) return `service ${scope.vasid} at carrier ${scope.carrier}`;
  if (scope.vasid !== null) return `service ${scope.vasid}`;
  if (scope.carrier !== null) return `carrier ${scope.carrier}`;
  return 'all services and carriers';
}
