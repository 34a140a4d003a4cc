import { EVERYTHING } from '../scope.ts';
import type { DetectorState } from './finding.ts';
import type { SignalRule } from './rule.ts';
import { SIGNAL_CODES } from './signal.ts';
import { findingsOfKeys, HEARD_MINUTES, type SignalMinute, type SignalStep } from './signal-minute.ts';
import { type Heard, stepSilences } from './step-silences.ts';

/** Watches whether each log group is heard at all, whatever its lines say. */
export function stepNoLogs(rule: SignalRule, before: DetectorState, at: SignalMinute): SignalStep {
  const { logsIn } = at;
  if (logsIn === null) return { state: before, findings: [], leaves: [], logGroups: [] };
  const heard = new Map([...groupsOf(before, at)].map((group): [string, Heard] => [group, heardIn(group)]));
  const { learned, keys } = stepSilences(before, heard, at.minute);
  const silent = keys.filter(({ change }) => change === 'opened' || change === 'continues');
  const [longest] = [...keys].sort((one, other) => one.sinceMinute - other.sinceMinute);
  const change = longest && silent.length > 0 ? (before.firing.length > 0 ? 'continues' : 'opened') : longest?.change;
  const told = longest && change ? [{ ...longest, change, code: SIGNAL_CODES['no-logs'], scope: EVERYTHING }] : [];
  const { findings, leaves, firing } = findingsOfKeys(rule, told, at.minute);
  const state = { lastMinuteMs: before.lastMinuteMs, firing, learned };
  return { state, findings, leaves, logGroups: (silent.length > 0 ? silent : keys).map(({ name }) => name).sort() };

  function heardIn(group: string): Heard {
    return { countIn: (minute) => logsIn?.(minute).get(group) ?? 0, counts: at.learns(EVERYTHING) };
  }
}

/** Those that are known, and those that are heard now. */
function groupsOf(before: DetectorState, { minute, logsIn }: SignalMinute): Set<string> {
  const groups = new Set(Object.keys(before.learned ?? {}));
  for (let at = minute; at > minute - HEARD_MINUTES; at--)
    for (const group of logsIn?.(at).keys() ?? []) groups.add(group);
  return groups;
}
