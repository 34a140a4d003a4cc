import type { Scope } from '../scope.ts';

const ALL = '*';
const UNKNOWN = '';
/** Name of the roll-up of everything. */
export const WHOLE = `${ALL}|${ALL}`;

/** Name of a leaf, `svc-7|31003`; what the log does not tell is left empty. */
export function leafName({ vasid, carrier }: Scope): string {
  return `${vasid ?? UNKNOWN}|${carrier ?? UNKNOWN}`;
}

/** Name of a roll-up, `svc-7|*`; null stands for all. */
export function rollupName({ vasid, carrier }: Scope): string {
  return `${vasid ?? ALL}|${carrier ?? ALL}`;
}

/** Names of the roll-ups that a leaf counts for. */
export function rollupsAbove(leaf: Scope): string[] {
  return [WHOLE, ...narrowerRollups(leaf)];
}

/** The same without that of everything. */
export function narrowerRollups({ vasid, carrier }: Scope): string[] {
  const names: string[] = [];
  if (carrier !== null) names.push(rollupName({ vasid: null, carrier }));
  if (vasid !== null) names.push(rollupName({ vasid, carrier: null }));
  return names;
}

/** The scope of a name; null for a leaf of which the log does not tell all, since no scope says that. */
export function scopeOf(name: string): Scope | null {
  const at = name.indexOf('|');
  const vasid = name.slice(0, at);
  const carrier = name.slice(at + 1);
  if (vasid === UNKNOWN || carrier === UNKNOWN) return null;
  return { vasid: vasid === ALL ? null : vasid, carrier: carrier === ALL ? null : carrier };
}
