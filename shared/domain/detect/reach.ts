import type { Scope } from '../scope.ts';
import type { KeyOverride, Rule } from './rule.ts';

/** What a rule is asked about: a key, and what tells of it. */
export interface AskedKey {
  readonly code: number;
  readonly scope: Scope;
  readonly errors: number;
  readonly messages: number;
  readonly expected: number;
}

/** Whether a rule has something to say of a key: it is within its reach, and above what an override asks of it. */
export function isTold(rule: Rule, key: AskedKey): boolean {
  const { vasids, carriers } = rule.reach;
  if (vasids && (key.scope.vasid === null || !vasids.has(key.scope.vasid))) return false;
  if (carriers && (key.scope.carrier === null || !carriers.has(key.scope.carrier))) return false;
  const override = overrideFor(rule, key);
  if (!override) return true;
  const { ignore = false, minErrors = 0, minExcessShare = 0 } = override;
  return !ignore && key.errors >= minErrors && key.errors - key.expected >= minExcessShare * key.messages;
}

/** How severe it is that a key fires. */
export function severityOf(rule: Rule, key: Pick<AskedKey, 'code' | 'scope'>): Rule['severity'] {
  return overrideFor(rule, key)?.severity ?? rule.severity;
}

function overrideFor(rule: Rule, { code, scope }: Pick<AskedKey, 'code' | 'scope'>): KeyOverride | undefined {
  return rule.overrides.find(
    (override) =>
      (override.code ?? code) === code &&
      (override.vasid ?? scope.vasid) === scope.vasid &&
      (override.carrier ?? scope.carrier) === scope.carrier,
  );
}
