import { contains, EVERYTHING, type Scope } from '../scope.ts';
import type { DetectorState } from './finding.ts';
import type { SignalRule } from './rule.ts';
import { rollupName } from './scope-name.ts';
import { SIGNAL_CODES } from './signal.ts';
import { findingsOfKeys, type SignalMinute, type SignalStep } from './signal-minute.ts';
import { type Heard, stepSilences } from './step-silences.ts';

/**
 * Watches whether anything is sent at all: everything together, or each of the services and carriers that the rule names. Where no
 * log is heard either it says nothing, since that is another matter.
 */
export function stepNoTraffic(rule: SignalRule, before: DetectorState, at: SignalMinute): SignalStep {
  const scopes = new Map(scopesOf(rule).map((scope) => [rollupName(scope), scope]));
  const heard = new Map(
    [...scopes].map(([name, scope]): [string, Heard] => [
      name,
      { countIn: (minute) => messagesIn(at.submitsIn(minute), scope), counts: !at.areLogsSilent && at.learns(scope) },
    ]),
  );
  const { learned, keys } = stepSilences(before, heard, at.minute);
  const told = keys.flatMap(({ name, ...key }) => {
    const scope = scopes.get(name);
    return scope ? [{ ...key, code: SIGNAL_CODES['no-traffic'], scope }] : [];
  });
  const { findings, leaves, firing } = findingsOfKeys(rule, told, at.minute);
  return { state: { lastMinuteMs: before.lastMinuteMs, firing, learned }, findings, leaves, logGroups: [] };
}

function scopesOf({ reach }: SignalRule): Scope[] {
  if (!reach.vasids && !reach.carriers) return [EVERYTHING];
  return [
    ...[...(reach.vasids ?? [])].map((vasid) => ({ vasid, carrier: null })),
    ...[...(reach.carriers ?? [])].map((carrier) => ({ vasid: null, carrier })),
  ];
}

function messagesIn(leaves: SignalMinuteLeaves, scope: Scope): number {
  return leaves.reduce((sum, leaf) => (contains(scope, leaf) ? sum + leaf.messages : sum), 0);
}

type SignalMinuteLeaves = ReturnType<SignalMinute['submitsIn']>;
