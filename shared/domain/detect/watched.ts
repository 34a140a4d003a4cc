import { FAMILIES, type Family, type FamilyName } from './family.ts';
import type { EvidenceRule, Rule } from './rule.ts';
import { SIGNAL_CODES } from './signal.ts';
import type { WatchedCode } from './step-scope.ts';

const FAMILY_OF_CODE: ReadonlyMap<number, FamilyName> = new Map([
  ...[2550, 2551, 2561, 2562, 2563, 2564, 2568].map((code) => [code, 'auth'] as const),
  ...[3510, 4006].map((code) => [code, 'throughput'] as const),
  [SIGNAL_CODES.delivery, 'delivery'],
]);

/** The codes for which rules gather evidence, of submits or of reports; a code of several rules is watched once. */
export function watchedCodes(rules: readonly Rule[], watches: EvidenceRule['watches'] = 'submits'): WatchedCode[] {
  const watched = new Map<number, Family>();
  for (const { codes, families } of rules.filter(gathersEvidence).filter((rule) => rule.watches === watches)) {
    for (const code of codes) if (!watched.has(code)) watched.set(code, FAMILIES[families.get(code) ?? familyOf(code)]);
  }
  return [...watched].map(([code, family]) => ({ code, family }));
}

/** Whether a rule gathers evidence. */
export function gathersEvidence(rule: Rule): rule is EvidenceRule {
  return rule.kind === 'evidence';
}

/** How a code fails that nobody said more of; most do like a provisioning fault, a little all the time. */
function familyOf(code: number): FamilyName {
  return FAMILY_OF_CODE.get(code) ?? 'provisioning';
}
