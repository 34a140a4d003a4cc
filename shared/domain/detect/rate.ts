import { EVERYTHING, type Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';
import {
  type DetectorState,
  type DetectorStep,
  type Finding,
  type FiringKey,
  keyName,
  MAX_FIRING_KEYS,
} from './finding.ts';
import { isTold, severityOf } from './reach.ts';
import { type RateRule, type Rule, STALE_MINUTES, USUAL_MINUTES } from './rule.ts';
import { type LeafMinute, shareOf, type Tally, tally } from './window.ts';

/** Minutes of leaves a step needs, back from the minute it is for. */
export function minutesNeeded(rule: Rule): number {
  if (rule.kind !== 'rate') return 0;
  return USUAL_MINUTES + Math.max(rule.windowMinutes, rule.clearMinutes);
}

/**
 * Steps a rule's detector to the minute that starts at `nowMinuteMs`: `(state, counts, now) → (state, findings)`.
 * `leaves` hold the minutes up to and including this one, at least `minutesNeeded` of them.
 */
export function stepRate(
  rule: RateRule,
  state: DetectorState,
  leaves: readonly LeafMinute[],
  nowMinuteMs: number,
): DetectorStep {
  if (nowMinuteMs <= state.lastMinuteMs) return { state, findings: [] };
  const wasFiring = new Map(state.firing.map((key) => [keyName(key.code, key.scope), key]));
  const findings: Finding[] = [];
  const firing: FiringKey[] = [];
  for (const { code, scope } of keysToJudge(rule, state, leaves)) {
    const inScope = leaves.filter(
      (leaf) =>
        (scope.vasid === null || scope.vasid === leaf.vasid) &&
        (scope.carrier === null || scope.carrier === leaf.carrier),
    );
    const before = wasFiring.get(keyName(code, scope));
    const verdict = before
      ? judgeFiring(rule, before, inScope, nowMinuteMs)
      : judgeQuiet(rule, { code, scope }, inScope, nowMinuteMs);
    if (!verdict || (!before && !isTold(rule, verdict.finding))) continue;
    findings.push(verdict.finding);
    if (verdict.key) firing.push(verdict.key);
  }
  const errorsOf = new Map(findings.map((finding) => [keyName(finding.code, finding.scope), finding.errors]));
  firing.sort((a, b) => (errorsOf.get(keyName(b.code, b.scope)) ?? 0) - (errorsOf.get(keyName(a.code, a.scope)) ?? 0));
  return { state: { lastMinuteMs: nowMinuteMs, firing: firing.slice(0, MAX_FIRING_KEYS) }, findings };
}

interface Verdict {
  readonly finding: Finding;
  /** The key as it goes on firing; null where it ended. */
  readonly key: FiringKey | null;
}

function judgeQuiet(
  rule: RateRule,
  { code, scope }: { code: number; scope: Scope },
  leaves: readonly LeafMinute[],
  nowMinuteMs: number,
): Verdict | null {
  const toMs = nowMinuteMs + MINUTE_MS;
  const fromMs = toMs - rule.windowMinutes * MINUTE_MS;
  const now = tally(leaves, code, { scope, fromMs, toMs });
  if (now.errors < rule.minErrors || now.messages < rule.minMessages || shareOf(now) < rule.minShare) return null;
  const usualShare = shareOf(tally(leaves, code, { scope, fromMs: fromMs - USUAL_MINUTES * MINUTE_MS, toMs: fromMs }));
  if (shareOf(now) < rule.minTimesUsual * usualShare) return null;
  const sinceMs = firstBadMinute(rule, code, leaves, fromMs);
  const key = { code, scope, sinceMs, lastErrorMs: lastErrorMinute(code, leaves, nowMinuteMs), usualShare };
  const finding = {
    rule: rule.name,
    code,
    scope,
    sinceMs,
    ...now,
    expected: usualShare * now.messages,
    evidence: null,
    severity: severityOf(rule, { code, scope }),
  };
  return { finding: { ...finding, change: 'opened' }, key };
}

function judgeFiring(rule: RateRule, key: FiringKey, leaves: readonly LeafMinute[], nowMinuteMs: number): Verdict {
  const { code, scope, sinceMs, usualShare } = key;
  const toMs = nowMinuteMs + MINUTE_MS;
  const lastErrorMs = Math.max(key.lastErrorMs, lastErrorMinute(code, leaves, nowMinuteMs));
  const now = tally(leaves, code, { scope, fromMs: toMs - rule.windowMinutes * MINUTE_MS, toMs });
  const clear = tally(leaves, code, { scope, fromMs: toMs - rule.clearMinutes * MINUTE_MS, toMs });
  const finding = {
    rule: rule.name,
    code,
    scope,
    sinceMs,
    ...now,
    expected: usualShare * now.messages,
    evidence: null,
    severity: severityOf(rule, { code, scope }),
  };
  const oldEnough = toMs - sinceMs >= rule.clearMinutes * MINUTE_MS;
  if (oldEnough && clear.messages > 0 && isClear(rule, clear)) {
    return { finding: { ...finding, change: 'recovered' }, key: null };
  }
  if (toMs - lastErrorMs > STALE_MINUTES * MINUTE_MS) return { finding: { ...finding, change: 'stale' }, key: null };
  return { finding: { ...finding, change: 'continues' }, key: { ...key, lastErrorMs } };
}

/** Below half of what opens it; a rule without a share goes by the number. */
function isClear({ minShare, minErrors }: RateRule, clear: Tally): boolean {
  return minShare === 0 ? clear.errors < minErrors / 2 : shareOf(clear) < minShare / 2;
}

/** All scopes in which an error of the rule stands in the leaves, and those that fire: no other can open or end. */
function keysToJudge(rule: RateRule, state: DetectorState, leaves: readonly LeafMinute[]) {
  const keys = new Map<string, { code: number; scope: Scope }>();
  const add = (code: number, scope: Scope) => keys.set(keyName(code, scope), { code, scope });
  for (const { code, scope } of state.firing) add(code, scope);
  for (const { vasid, carrier, errors } of leaves) {
    for (const code of errors.keys()) {
      if (!rule.codes.includes(code)) continue;
      add(code, EVERYTHING);
      add(code, { vasid, carrier: null });
      add(code, { vasid: null, carrier });
      add(code, { vasid, carrier });
    }
  }
  return keys.values();
}

function firstBadMinute(rule: RateRule, code: number, leaves: readonly LeafMinute[], fromMs: number): number {
  const minutes = [...new Set(leaves.filter((leaf) => leaf.startMs >= fromMs).map((leaf) => leaf.startMs))].sort();
  const bad = minutes.find((startMs) => {
    const minute = tally(leaves, code, { scope: EVERYTHING, fromMs: startMs, toMs: startMs + MINUTE_MS });
    return minute.errors > 0 && shareOf(minute) >= rule.minShare / 2;
  });
  return bad ?? fromMs;
}

function lastErrorMinute(code: number, leaves: readonly LeafMinute[], nowMinuteMs: number): number {
  let lastMs = 0;
  for (const leaf of leaves) {
    if (leaf.startMs <= nowMinuteMs && leaf.startMs > lastMs && (leaf.errors.get(code) ?? 0) > 0) lastMs = leaf.startMs;
  }
  return lastMs;
}
