import { MINUTE_MS } from '../time.ts';
import type { DetectorState } from './finding.ts';
import { stepNoLogs } from './no-logs.ts';
import { stepNoTraffic } from './no-traffic.ts';
import type { SignalRule } from './rule.ts';
import type { SignalMinute, SignalStep } from './signal-minute.ts';
import { stepSilentLoss } from './silent-loss.ts';
import { stepUnknownCode } from './unknown-code.ts';

/** Steps a rule of signals to a minute; for it or an earlier one, nothing changes. */
export function stepSignal(rule: SignalRule, before: DetectorState, at: SignalMinute): SignalStep {
  const lastMinuteMs = at.minute * MINUTE_MS;
  if (lastMinuteMs <= before.lastMinuteMs) return { state: before, findings: [], leaves: [], logGroups: [] };
  const step = STEPS[rule.kind](rule, before, at);
  return { ...step, state: { ...step.state, lastMinuteMs } };
}

const STEPS = {
  'silent-loss': stepSilentLoss,
  'no-traffic': stepNoTraffic,
  'no-logs': stepNoLogs,
  'unknown-code': stepUnknownCode,
} as const;
