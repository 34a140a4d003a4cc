import { MINUTE_MS } from '../time.ts';
import { ALTERNATIVES } from './evidence.ts';
import {
  type DetectorState,
  type DetectorStep,
  type Evidenced,
  type Finding,
  type FiringKey,
  keyName,
  MAX_FIRING_KEYS,
} from './finding.ts';
import { isTold, severityOf } from './reach.ts';
import type { Firing } from './recovery.ts';
import type { EvidenceRule } from './rule.ts';
import { scopeOf } from './scope-name.ts';
import type { Memories } from './step-memories.ts';
import type { Transition, WatchedCode } from './step-scope.ts';

/**
 * What a rule says of the keys that fire now against those that fired when it was last asked. It goes by what the scopes
 * remember and not by what a step told, so that a step which broke off before it was heard is heard by the next.
 * @param memories of all scopes that may fire
 * @param transitions of the step just made, which say why a key ceased to fire
 */
export function findingsOf(
  rule: EvidenceRule,
  before: DetectorState,
  memories: Memories,
  {
    minute,
    codes,
    transitions,
  }: {
    readonly minute: number;
    readonly codes: readonly WatchedCode[];
    readonly transitions: readonly Transition[];
  },
): DetectorStep {
  const fired = new Map(before.firing.map((key) => [keyName(key.code, key.scope), key]));
  const firing = new Map<string, FiringKey>();
  const findings: Finding[] = [];
  for (const [name, { state }] of memories) {
    const scope = scopeOf(name);
    if (!scope) continue;
    for (const [at, { code }] of codes.entries()) {
      const ofKey = state.keys[at]?.firing;
      if (!ofKey || !rule.codes.includes(code)) continue;
      const counts = countsOf(ofKey);
      const wasTold = fired.has(keyName(code, scope));
      if (!wasTold && !isTold(rule, { code, scope, ...counts })) continue;
      const key = { code, scope, ...toldOf(ofKey) };
      firing.set(keyName(code, scope), key);
      const change = wasTold ? 'continues' : 'opened';
      findings.push({
        rule: rule.name,
        code,
        scope,
        change,
        sinceMs: key.sinceMs,
        ...counts,
        severity: severityOf(rule, key),
        evidence: evidenceOf(ofKey),
      });
    }
  }
  const endings = new Map(transitions.map(({ code, scope, change }) => [keyName(code, scope), change]));
  for (const [name, { code, scope, sinceMs }] of fired) {
    if (firing.has(name)) continue;
    const ending = endings.get(name);
    const change = ending === undefined || ending.change === 'opened' ? 'recovered' : ending.change;
    const counts = ending ? countsOf(ending.firing) : { errors: 0, messages: 0, expected: 0 };
    const severity = severityOf(rule, { code, scope });
    findings.push({
      rule: rule.name,
      code,
      scope,
      change,
      sinceMs,
      ...counts,
      severity,
      evidence: ending ? evidenceOf(ending.firing) : null,
    });
  }
  const kept = findings
    .filter(({ change }) => change === 'opened' || change === 'continues')
    .sort((one, other) => other.errors - one.errors)
    .slice(0, MAX_FIRING_KEYS)
    .map(({ code, scope }) => firing.get(keyName(code, scope)))
    .filter((key) => key !== undefined);
  return { state: { lastMinuteMs: minute * MINUTE_MS, firing: kept }, findings };
}

function toldOf({ sinceMinute, lastErrorMinute, expected, messages }: Firing) {
  return {
    sinceMs: sinceMinute * MINUTE_MS,
    lastErrorMs: lastErrorMinute * MINUTE_MS,
    usualShare: messages === 0 ? 0 : expected / messages,
  };
}

function countsOf({ errors, messages, expected }: Firing) {
  return { errors, messages, expected };
}

function evidenceOf({ alternative, plausibleShare }: Firing): Evidenced {
  return { alternative: ALTERNATIVES[alternative]?.name ?? 'unknown', plausibleShare };
}
