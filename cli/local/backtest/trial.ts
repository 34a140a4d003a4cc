import { advanceEpisodes } from '#shared/domain/advance-episodes.ts';
import { ARRIVAL_MINUTES } from '#shared/domain/detect/arrivals.ts';
import { findingsOf } from '#shared/domain/detect/evidence-findings.ts';
import { type DetectorState, type DetectorStep, type Finding, INITIAL_STATE } from '#shared/domain/detect/finding.ts';
import { touchesMaintenance } from '#shared/domain/detect/maintenance.ts';
import { minutesNeeded, stepRate } from '#shared/domain/detect/rate.ts';
import { type EvidenceRule, type Rule, USUAL_MINUTES } from '#shared/domain/detect/rule.ts';
import { scopeOf } from '#shared/domain/detect/scope-name.ts';
import type { ScopeState } from '#shared/domain/detect/scope-state.ts';
import { signalOf } from '#shared/domain/detect/signal.ts';
import { stepSignal } from '#shared/domain/detect/step-signal.ts';
import { NEVER_USUAL, type UsualShare, usualShareOf } from '#shared/domain/detect/usual-share.ts';
import { isKnownIn, type Watch } from '#shared/domain/detect/watch.ts';
import { gathersEvidence, watchedCodes } from '#shared/domain/detect/watched.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { type Episode, isOngoing } from '#shared/domain/episode.ts';
import { contains, EVERYTHING, type Scope } from '#shared/domain/scope.ts';
import { tendEpisodes } from '#shared/domain/tend-episodes.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { type ArrivedLeaves, arrivedIn, NOTHING_ARRIVED } from './arrived-leaves.ts';
import { startJudge } from './judge.ts';
import { startWindow } from './leaf-window.ts';
import type { Arrivals } from './read-counts.ts';

/** A finding that changed something, and the minute of arrival in which it did. */
export interface TriedFinding extends Finding {
  readonly minute: number;
}

/** What is watched, run over counted history in memory: the functions that are deployed, with the clock of the data. */
export interface Trial {
  /** Steps to a minute of arrival, and through the silent ones before it; keys that began or ceased to fire. */
  readonly step: (arrivals: Arrivals) => readonly TriedFinding[];
  /** What is remembered of the scope of this name, of its submits or its reports. */
  readonly stateOf: (name: string, watches: EvidenceRule['watches']) => ScopeState | undefined;
  /** Every episode as it stands, the oldest first. */
  readonly episodes: () => readonly Episode[];
}

/** Begins with detectors that know nothing. */
export function startTrial(watch: Watch): Trial {
  const { rules, maintenance } = watch;
  const judges = { submits: startJudge(), reports: startJudge() };
  const codes = { submits: watchedCodes(rules), reports: watchedCodes(rules, 'reports') };
  const states = new Map<string, DetectorState>(rules.map(({ name }) => [name, INITIAL_STATE]));
  const episodes = new Map<string, Episode>();
  const open = new Map<string, Episode>();
  const staged = new Set(rules.filter(({ isStaged }) => isStaged).map(({ name }) => name));
  const ruleNames = new Set(rules.map(({ name }) => name));
  const window = startWindow(Math.max(ARRIVAL_MINUTES + USUAL_MINUTES, ...rules.map(minutesNeeded)));
  const isKnown = isKnownIn(watch);
  let lastMinute = Number.POSITIVE_INFINITY;

  const keep = (episode: Episode) => {
    episodes.set(episode.id, episode);
    if (isOngoing(episode)) open.set(episode.id, episode);
    else open.delete(episode.id);
  };
  /** What an open episode has counted grows minute by minute; nothing older is at hand. */
  const countInto = (episode: Episode, arrived: ArrivedLeaves) => {
    const signal = signalOf(episode.codes[0]);
    if (signal !== null && signal !== 'delivery') return;
    const inScope = arrived[signal === null ? 'submits' : 'reports'].filter((leaf) => contains(episode.scope, leaf));
    const errors = inScope.reduce((sum, leaf) => sum + errorsOf(leaf, episode.codes), episode.errors);
    const messages = inScope.reduce((sum, leaf) => sum + leaf.messages, episode.messages);
    keep({ ...episode, errors, messages });
  };
  const gather = (watches: EvidenceRule['watches'], minute: number, arrived: readonly LeafMinute[]) => {
    const learns = (name: string) => !touchesMaintenance(maintenance, scopeOf(name) ?? EVERYTHING, minute * MINUTE_MS);
    const judge = judges[watches];
    const wasFiring = judge.firing.size > 0;
    const at = { minute, codes: codes[watches], ...(maintenance.length === 0 ? {} : { learns }) };
    const transitions = judge.step(arrived, at);
    return { judge, transitions, hasNews: wasFiring || judge.firing.size > 0, codes: codes[watches] };
  };
  type Gathered = ReturnType<typeof gather>;

  const stepRule = (rule: Rule, minute: number, gathered: Record<EvidenceRule['watches'], Gathered>): SteppedRule => {
    const before = states.get(rule.name) ?? INITIAL_STATE;
    if (gathersEvidence(rule)) {
      const { judge, transitions, hasNews, codes: watched } = gathered[rule.watches];
      if (!hasNews) return { step: { state: before, findings: [] }, leavesOf: () => [], usualShare: NEVER_USUAL };
      const memories = new Map([...judge.firing].map(([name, state]) => [name, { state, taken: [] }]));
      const step = findingsOf(rule, before, memories, { minute, codes: watched, transitions });
      const usualShare = usualShareOf(judge.stateOf, { minute, codes: watched });
      return { step, leavesOf: () => window.all(rule.watches), usualShare };
    }
    const usualShare = usualShareOf(judges.submits.stateOf, { minute, codes: codes.submits });
    if (rule.kind === 'rate') {
      const leaves = window.all('submits');
      return { step: stepRate(rule, before, leaves, minute * MINUTE_MS), leavesOf: () => leaves, usualShare };
    }
    const learns = (scope: Scope) => !touchesMaintenance(maintenance, scope, minute * MINUTE_MS);
    const { submitsIn, reportsIn } = window;
    const nothingOfLogs = { logsIn: null, areLogsSilent: false };
    const step = stepSignal(rule, before, { minute, submitsIn, reportsIn, learns, isKnown, ...nothingOfLogs });
    return { step, leavesOf: () => step.leaves ?? window.all('submits'), usualShare: NEVER_USUAL };
  };

  const stepMinute = (minute: number, arrived: ArrivedLeaves): TriedFinding[] => {
    window.add(minute, arrived);
    const gathered = {
      submits: gather('submits', minute, arrived.submits),
      reports: gather('reports', minute, arrived.reports),
    };
    for (const episode of [...open.values()]) countInto(episode, arrived);
    const told: TriedFinding[] = [];
    for (const rule of rules) {
      const { step, leavesOf: leaves, usualShare } = stepRule(rule, minute, gathered);
      const { state, findings } = step;
      states.set(rule.name, state);
      for (const finding of findings) if (finding.change !== 'continues') told.push({ ...finding, minute });
      const ofRule = [...open.values()].filter((episode) => episode.rule === rule.name);
      if (findings.length === 0 && ofRule.length === 0) continue;
      const at = { nowMs: (minute + 1) * MINUTE_MS, maintenance, usualShare };
      for (const episode of advanceEpisodes({ rule, open: ofRule, findings, leaves: leaves(), ...at })) {
        const { errors, messages } = open.get(episode.id) ?? episode;
        keep(isOfSubmitsOrReports(episode) ? { ...episode, errors, messages } : episode);
      }
    }
    const hush = { staged, rules: ruleNames, maintenance, silences: [], others: [...open.values()] };
    for (const episode of tendEpisodes([...open.values()], hush, (minute + 1) * MINUTE_MS)) keep(episode);
    return told;
  };
  return {
    step({ minute, rows }) {
      const told: TriedFinding[] = [];
      const silentFrom = Math.max(lastMinute + 1, minute - MAX_SILENT_MINUTES);
      for (let silent = silentFrom; silent < minute; silent++) told.push(...stepMinute(silent, NOTHING_ARRIVED));
      lastMinute = minute;
      told.push(...stepMinute(minute, arrivedIn(rows)));
      return told;
    },
    stateOf: (name, watches) => judges[watches].stateOf(name),
    episodes: () => [...episodes.values()],
  };
}

/** A longer gap in the counts is passed over: it is a gap in what was kept. */
const MAX_SILENT_MINUTES = 3 * 24 * 60;

/** What a rule's step came to, and what attributes it. */
interface SteppedRule {
  readonly step: DetectorStep;
  readonly leavesOf: () => readonly LeafMinute[];
  readonly usualShare: UsualShare;
}

function isOfSubmitsOrReports({ codes }: Episode): boolean {
  const signal = signalOf(codes[0]);
  return signal === null || signal === 'delivery';
}

function errorsOf({ errors }: LeafMinute, codes: readonly number[]): number {
  return codes.reduce((sum, code) => sum + (errors.get(code) ?? 0), 0);
}
