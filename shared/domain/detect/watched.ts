import { FAMILIES, type Family, type FamilyName } from './family.ts';
import type { WatchedCode } from './step-scope.ts';

/** A rule that gathers evidence: codes that are told of together, each judged for itself by how its family fails. */
export interface EvidenceRule {
  readonly name: string;
  readonly kind: 'evidence';
  readonly codes: readonly number[];
  readonly severity: 'critical' | 'warning';
  /** Families of codes that shall not have their own. */
  readonly families: ReadonlyMap<number, FamilyName>;
}

const FAMILY_OF_CODE: ReadonlyMap<number, FamilyName> = new Map([
  ...[2550, 2551, 2561, 2562, 2563, 2564, 2568].map((code) => [code, 'auth'] as const),
  ...[3510, 4006].map((code) => [code, 'throughput'] as const),
]);

/** The rules that run where the settings name none. */
export const DEFAULT_EVIDENCE_RULES: readonly EvidenceRule[] = [
  ruleOf('provisioning-auth', [2550, 2568, 3520], 'critical'),
  ruleOf('throughput', [3510, 4006], 'warning'),
  ruleOf('carrier', [3500, 4000], 'warning'),
];

/** The codes that rules watch; a code of several rules is watched once. */
export function watchedCodes(rules: readonly EvidenceRule[]): WatchedCode[] {
  const watched = new Map<number, Family>();
  for (const { codes, families } of rules) {
    for (const code of codes) if (!watched.has(code)) watched.set(code, FAMILIES[families.get(code) ?? familyOf(code)]);
  }
  return [...watched].map(([code, family]) => ({ code, family }));
}

/** How a code fails that nobody said more of; most do like a provisioning fault, a little all the time. */
function familyOf(code: number): FamilyName {
  return FAMILY_OF_CODE.get(code) ?? 'provisioning';
}

function ruleOf(name: string, codes: readonly number[], severity: EvidenceRule['severity']): EvidenceRule {
  return { name, kind: 'evidence', codes, severity, families: new Map() };
}
