import { EVERYTHING, type Scope } from '../scope.ts';
import type { DetectorState } from './finding.ts';
import { beginLoss, type Loss, type LossStep, packLoss, stepLoss, unpackLoss } from './loss.ts';
import type { SignalRule } from './rule.ts';
import { rollupName, scopeOf } from './scope-name.ts';
import { SIGNAL_CODES } from './signal.ts';
import {
  findingsOfKeys,
  MAX_LEARNED,
  SETTLED_MINUTES,
  type SignalKey,
  type SignalMinute,
  type SignalStep,
} from './signal-minute.ts';

/** Minutes back from which a step that comes late can still go on; all that a recipe has at hand. */
const MAX_BEHIND_MINUTES = 50;

/**
 * Watches whether accepted submits are followed by their final reports, carrier by carrier, and altogether where reports name no
 * carrier. A minute is judged when it has settled.
 */
export function stepSilentLoss(rule: SignalRule, before: DetectorState, at: SignalMinute): SignalStep {
  const to = at.minute - SETTLED_MINUTES;
  const learned: Record<string, Uint8Array> = {};
  const keys: SignalKey[] = [];
  const counted = countByName(at, firstMinute(before, to), to);
  for (const name of [...new Set([...Object.keys(before.learned ?? {}), ...counted.names])].slice(0, MAX_LEARNED)) {
    const scope = scopeOf(name);
    const packed = before.learned?.[name];
    if (!scope) continue;
    let state = packed ? unpackLoss(packed) : beginLoss(to);
    for (let minute = Math.max(state.lastMinute + 1, counted.from); minute <= to; minute++) {
      const { submits, reports } = counted.of(minute, name);
      const step = stepLoss(state, { minute, submits, reports, isHeard: counted.isHeard(minute) }, at.learns(scope));
      const key = keyOf(state, step, scope);
      if (key && (key.change !== 'continues' || minute === to)) keys.push(key);
      state = step.state;
    }
    learned[name] = packLoss(state);
  }
  const { findings, leaves, firing } = findingsOfKeys(rule, withoutWhole(keys), at.minute);
  return { state: { lastMinuteMs: before.lastMinuteMs, firing, learned }, findings, leaves, logGroups: [] };
}

function firstMinute({ learned = {} }: DetectorState, to: number): number {
  const lasts = Object.values(learned).map((packed) => unpackLoss(packed).lastMinute);
  return Math.max(to - MAX_BEHIND_MINUTES, Math.min(to, ...lasts.map((last) => last + 1)));
}

function keyOf(before: Loss, { state, change }: LossStep, scope: Scope): SignalKey | null {
  const told = state.firing ? state : before;
  if (!told.firing && change === null) return null;
  if (!told.firing) return null;
  const { sinceMinute, due, reports } = told;
  const amounts = { due, missing: Math.max(0, due - reports) };
  return { code: SIGNAL_CODES['silent-loss'], scope, sinceMinute, ...amounts, change: change ?? 'continues' };
}

/** Where a carrier tells, everything together says nothing more. */
function withoutWhole(keys: readonly SignalKey[]): readonly SignalKey[] {
  const ofCarriers = keys.filter(({ scope }) => scope.carrier !== null);
  return ofCarriers.length > 0 ? ofCarriers : keys;
}

interface FollowedCount {
  submits: number;
  reports: number;
}

const NOTHING: Readonly<FollowedCount> = { submits: 0, reports: 0 };

/** Accepted submits and final reports of each minute of a range, by carrier and altogether. */
function countByName({ submitsIn, reportsIn }: SignalMinute, from: number, to: number) {
  const names = new Set<string>();
  const minutes = new Map<number, Map<string, FollowedCount>>();
  for (let minute = from; minute <= to; minute++) {
    const counts = new Map<string, FollowedCount>();
    minutes.set(minute, counts);
    const add = (carrier: string | null, counted: keyof FollowedCount, count: number) => {
      for (const scope of carrier === null ? [EVERYTHING] : [EVERYTHING, { vasid: null, carrier }]) {
        const name = rollupName(scope);
        const found = counts.get(name) ?? { ...NOTHING };
        counts.set(name, found);
        found[counted] += count;
        if (counted === 'reports') names.add(name); // without a report there is nothing to miss
      }
    };
    for (const leaf of submitsIn(minute)) add(leaf.carrier, 'submits', leaf.messages - sumOf(leaf.errors));
    for (const leaf of reportsIn(minute)) add(leaf.carrier, 'reports', leaf.messages);
  }
  return {
    ...{ names, from },
    of: (minute: number, name: string) => minutes.get(minute)?.get(name) ?? NOTHING,
    /** Where nothing at all is heard, logs are missing or nothing is sent, and reports that are due prove nothing. */
    isHeard: (minute: number) => (minutes.get(minute)?.size ?? 0) > 0,
  };
}

function sumOf(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
