import type { Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';
import type { DetectorStep, Finding, FiringKey } from './finding.ts';
import { isTold, severityOf } from './reach.ts';
import type { SignalRule } from './rule.ts';
import type { LeafMinute } from './window.ts';

/** What rules of signals are stepped with. */
export interface SignalMinute {
  /** Whole minutes since the epoch. */
  readonly minute: number;
  /** Submits and final reports of a minute, as they are counted at present; those of the last hour are at hand. */
  readonly submitsIn: (minute: number) => readonly LeafMinute[];
  readonly reportsIn: (minute: number) => readonly LeafMinute[];
  /** Log group → events of a minute; null where that is not known. */
  readonly logsIn: ((minute: number) => ReadonlyMap<string, number>) | null;
  /** Whether what is counted on a scope says something of its normal. */
  readonly learns: (scope: Scope) => boolean;
  /** Whether a code is in the catalogue, or named by another rule. */
  readonly isKnown: (code: number) => boolean;
  /** Whether it is known already that nothing is heard of the logs. */
  readonly areLogsSilent: boolean;
}

/** A step of a rule of signals. */
export interface SignalStep extends DetectorStep {
  /** What was missed, as leaves: for whom, how much was due and how much of it did not come. Null where submits tell. */
  readonly leaves: readonly LeafMinute[] | null;
  /** Log groups that are silent. */
  readonly logGroups: readonly string[];
}

/** Minutes after which all lines of a minute are there but for stragglers. */
export const SETTLED_MINUTES = 5;
/** Minutes back that are looked at for something that was heard. */
export const HEARD_MINUTES = 30;
/** Things a rule keeps in mind at most; keeps its item within DynamoDB's bounds. */
export const MAX_LEARNED = 200;

/** Something a rule of signals watches that fires, or has just ceased to. */
export interface SignalKey {
  readonly code: number;
  readonly scope: Scope;
  readonly sinceMinute: number;
  /** How much was due, and how much of it did not come. */
  readonly due: number;
  readonly missing: number;
  readonly change: Finding['change'];
}

/** Findings of keys, as far as the rule speaks of them, and the keys that go on firing. */
export function findingsOfKeys(
  rule: SignalRule,
  keys: readonly SignalKey[],
  minute: number,
): Pick<SignalStep, 'findings' | 'leaves'> & { readonly firing: readonly FiringKey[] } {
  const findings: Finding[] = [];
  for (const { code, scope, sinceMinute, due, missing, change } of keys) {
    const counts = { messages: Math.round(due), errors: Math.round(missing), expected: 0 };
    if (!isTold(rule, { code, scope, ...counts })) continue;
    const severity = severityOf(rule, { code, scope });
    findings.push({
      ...{ rule: rule.name, code, scope, change, sinceMs: sinceMinute * MINUTE_MS },
      ...{ ...counts, severity, evidence: null },
    });
  }
  const firing = findings
    .filter(({ change }) => change === 'opened' || change === 'continues')
    .map(({ code, scope, sinceMs }) => ({ code, scope, sinceMs, lastErrorMs: minute * MINUTE_MS, usualShare: 0 }));
  const leaves = findings.map(({ scope, sinceMs, code, errors, messages }) => ({
    ...{ ...scope, startMs: sinceMs, messages, errors: new Map([[code, errors]]) },
  }));
  return { findings, leaves, firing };
}
