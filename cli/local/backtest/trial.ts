import { advanceEpisodes } from '#shared/domain/advance-episodes.ts';
import { ARRIVAL_MINUTES } from '#shared/domain/detect/arrivals.ts';
import { findingsOf } from '#shared/domain/detect/evidence-findings.ts';
import { type DetectorState, type DetectorStep, type Finding, INITIAL_STATE } from '#shared/domain/detect/finding.ts';
import { touchesMaintenance } from '#shared/domain/detect/maintenance.ts';
import { minutesNeeded, stepRate } from '#shared/domain/detect/rate.ts';
import { type Rule, USUAL_MINUTES } from '#shared/domain/detect/rule.ts';
import { leafName, scopeOf } from '#shared/domain/detect/scope-name.ts';
import type { ScopeState } from '#shared/domain/detect/scope-state.ts';
import type { Transition } from '#shared/domain/detect/step-scope.ts';
import { usualShareOf } from '#shared/domain/detect/usual-share.ts';
import type { Watch } from '#shared/domain/detect/watch.ts';
import { gathersEvidence, watchedCodes } from '#shared/domain/detect/watched.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { type Episode, isOngoing } from '#shared/domain/episode.ts';
import { contains, EVERYTHING } from '#shared/domain/scope.ts';
import { tendEpisodes } from '#shared/domain/tend-episodes.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { CountRow } from './count-row.ts';
import { startJudge } from './judge.ts';
import type { Arrivals } from './read-counts.ts';

/** A finding that changed something, and the minute of arrival in which it did. */
export interface TriedFinding extends Finding {
  readonly minute: number;
}

/** What is watched, run over counted history in memory: the functions that are deployed, with the clock of the data. */
export interface Trial {
  /** Steps to a minute of arrival, and through the silent ones before it; keys that began or ceased to fire. */
  readonly step: (arrivals: Arrivals) => readonly TriedFinding[];
  /** What is remembered of the scope of this name. */
  readonly stateOf: (name: string) => ScopeState | undefined;
  /** Every episode as it stands, the oldest first. */
  readonly episodes: () => readonly Episode[];
}

/** Begins with detectors that know nothing. */
export function startTrial({ rules, maintenance }: Watch): Trial {
  const codes = watchedCodes(rules);
  const judge = startJudge();
  const states = new Map<string, DetectorState>(rules.map(({ name }) => [name, INITIAL_STATE]));
  const episodes = new Map<string, Episode>();
  const open = new Map<string, Episode>();
  const staged = new Set(rules.filter(({ isStaged }) => isStaged).map(({ name }) => name));
  const ruleNames = new Set(rules.map(({ name }) => name));
  const needed = Math.max(ARRIVAL_MINUTES + USUAL_MINUTES, ...rules.map(minutesNeeded));
  const hasRates = rules.some((rule) => !gathersEvidence(rule));
  let leaves: (readonly LeafMinute[])[] = [];
  let lastMinute = Number.POSITIVE_INFINITY;

  const stepOf = (rule: Rule, at: { minute: number; transitions: readonly Transition[] }): DetectorStep => {
    const before = states.get(rule.name) ?? INITIAL_STATE;
    if (!gathersEvidence(rule)) return stepRate(rule, before, leaves.flat(), at.minute * MINUTE_MS);
    const memories = new Map([...judge.firing].map(([name, state]) => [name, { state, taken: [] }]));
    return findingsOf(rule, before, memories, { ...at, codes });
  };
  const keep = (episode: Episode) => {
    episodes.set(episode.id, episode);
    if (isOngoing(episode)) open.set(episode.id, episode);
    else open.delete(episode.id);
  };
  /** What an open episode has counted grows minute by minute; nothing older is at hand. */
  const countInto = (episode: Episode, arrived: readonly LeafMinute[]) => {
    const inScope = arrived.filter((leaf) => contains(episode.scope, leaf));
    const errors = inScope.reduce((sum, leaf) => sum + errorsOf(leaf, episode.codes), episode.errors);
    const messages = inScope.reduce((sum, leaf) => sum + leaf.messages, episode.messages);
    keep({ ...episode, errors, messages });
  };
  const stepMinute = (minute: number, arrived: readonly LeafMinute[]): TriedFinding[] => {
    leaves = [...leaves.slice(1 - needed), arrived];
    const learns = (name: string) => !touchesMaintenance(maintenance, scopeOf(name) ?? EVERYTHING, minute * MINUTE_MS);
    const wasFiring = judge.firing.size > 0;
    const transitions = judge.step(arrived, { minute, codes, ...(maintenance.length === 0 ? {} : { learns }) });
    if (!wasFiring && judge.firing.size === 0 && !hasRates && open.size === 0) return [];
    for (const episode of [...open.values()]) countInto(episode, arrived);
    const told: TriedFinding[] = [];
    const usualShare = usualShareOf(judge.stateOf, { minute, codes });
    for (const rule of rules) {
      const { state, findings } = stepOf(rule, { minute, transitions });
      states.set(rule.name, state);
      for (const finding of findings) if (finding.change !== 'continues') told.push({ ...finding, minute });
      const ofRule = [...open.values()].filter((episode) => episode.rule === rule.name);
      if (findings.length === 0 && ofRule.length === 0) continue;
      const input = {
        rule,
        maintenance,
        open: ofRule,
        findings,
        leaves: leaves.flat(),
        nowMs: (minute + 1) * MINUTE_MS,
        usualShare,
      };
      for (const episode of advanceEpisodes(input)) {
        const known = open.get(episode.id);
        const { errors, messages } = known ?? episode;
        keep({ ...episode, errors, messages });
      }
    }
    const hush = { staged, rules: ruleNames, maintenance, silences: [], others: [...open.values()] };
    for (const episode of tendEpisodes([...open.values()], hush, (minute + 1) * MINUTE_MS)) keep(episode);
    return told;
  };
  return {
    step({ minute, rows }) {
      const told: TriedFinding[] = [];
      for (let silent = lastMinute + 1; silent < minute; silent++) {
        if (judge.firing.size === 0 && open.size === 0) break;
        told.push(...stepMinute(silent, []));
      }
      lastMinute = minute;
      told.push(...stepMinute(minute, leavesOf(rows)));
      return told;
    },
    stateOf: judge.stateOf,
    episodes: () => [...episodes.values()],
  };
}

function errorsOf({ errors }: LeafMinute, codes: readonly number[]): number {
  return codes.reduce((sum, code) => sum + (errors.get(code) ?? 0), 0);
}

/** What arrived in a minute for each service at each carrier, as if it had happened in it. */
function leavesOf(rows: readonly CountRow[]): LeafMinute[] {
  const sums = new Map<
    string,
    { startMs: number; vasid: string | null; carrier: string | null; messages: number; errors: Map<number, number> }
  >();
  for (const { arrival, vasid, carrier, total, codes } of rows) {
    const name = leafName({ vasid, carrier });
    const sum = sums.get(name) ?? {
      startMs: arrival * MINUTE_MS,
      vasid,
      carrier,
      messages: 0,
      errors: new Map<number, number>(),
    };
    sums.set(name, sum);
    sum.messages += total;
    for (const code in codes) sum.errors.set(Number(code), (sum.errors.get(Number(code)) ?? 0) + (codes[code] ?? 0));
  }
  return [...sums.values()].filter(({ messages }) => messages > 0);
}
