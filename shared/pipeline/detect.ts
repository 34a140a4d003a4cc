import { ARRIVAL_MINUTES } from '../domain/detect/arrivals.ts';
import { type DetectorState, type DetectorStep, INITIAL_STATE } from '../domain/detect/finding.ts';
import { minutesNeeded, stepRate } from '../domain/detect/rate.ts';
import { type EvidenceRule, type Rule, USUAL_MINUTES } from '../domain/detect/rule.ts';
import { stepSignal } from '../domain/detect/step-signal.ts';
import { NEVER_USUAL, type UsualShare } from '../domain/detect/usual-share.ts';
import type { Watch } from '../domain/detect/watch.ts';
import { gathersEvidence } from '../domain/detect/watched.ts';
import { type LeafMinute, leafMinutesOf, reportMinutesOf } from '../domain/detect/window.ts';
import type { DetectorMemory } from '../domain/detector-memory.ts';
import { type AdvanceInput, advanceEpisodes, type Episode } from '../domain/episode.ts';
import { totalsOfEpisode } from '../domain/episode-totals.ts';
import { sumCounts } from '../domain/roll.ts';
import { dimensionOf, LEAVES } from '../domain/scope.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type { DetectorStore, DimensionStore, EpisodeStore, RollupStore, ScopeStore } from '../ports.ts';
import { readLogs, signalMinuteOf } from './signal-minute.ts';
import { type EvidenceStep, stepEvidence } from './step-evidence.ts';

/** What detect needs. */
export interface DetectPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
  readonly detectors: DetectorStore;
  readonly scopes: ScopeStore;
  readonly episodes: EpisodeStore;
}

/** A rule with what its detector left at its last step; null before the first. */
interface RememberedRule {
  readonly rule: Rule;
  readonly before: DetectorMemory | null;
}

/**
 * Steps every rule's detector to the last whole minute before `atMs` and lets its findings open, widen and resolve
 * episodes. A changed episode is stored with what is to be said of it, before anything is said; returns those that changed.
 *
 * Of steps made beside each other only the one that is saved may act, so that one incident never opens two episodes. Should
 * it break off before it has acted, the next step stores what it opened; what it widened or ended is then found once more.
 */
export async function detect(atMs: number, watch: Watch, ports: DetectPorts): Promise<Episode[]> {
  const { rules } = watch;
  const minuteStartMs = startOf('minute', atMs) - MINUTE_MS;
  const remembered = await Promise.all(
    rules.map(async (rule) => ({ rule, before: await ports.detectors.load(rule.name) })),
  );
  const changed: Episode[] = [];
  for (const { before } of remembered) changed.push(...(await store(before?.opening ?? [], ports.episodes)));
  const due = remembered.filter(({ before }) => (before?.state.lastMinuteMs ?? 0) < minuteStartMs);
  if (due.length === 0) return changed;
  const counted = await readCounts(minuteStartMs, due, ports);
  const evidence = {
    submits: await gather(due, { watches: 'submits', minuteStartMs, leaves: counted.submits, watch }, ports.scopes),
    reports: await gather(due, { watches: 'reports', minuteStartMs, leaves: counted.reports, watch }, ports.scopes),
  };
  const signals = signalMinuteOf(minuteStartMs, counted, watch);
  let { areLogsSilent } = signals;
  for (const { rule, before } of logsFirst(due)) {
    const { step, leaves, usualShare, logGroups } = stepRule(rule, before?.state ?? INITIAL_STATE);
    if (rule.kind === 'no-logs') areLogsSilent ||= step.state.firing.length > 0;
    const nowMs = minuteStartMs + MINUTE_MS;
    const input = { rule, findings: step.findings, leaves, nowMs, maintenance: watch.maintenance, usualShare };
    const advanced = (await advance(input, ports)).map((episode) => (logGroups ? { ...episode, logGroups } : episode));
    const opening = advanced.filter(({ version }) => version === 1);
    if ((await ports.detectors.save(rule.name, { state: step.state, opening }, before)) === 'stale') continue;
    changed.push(...(await store(advanced, ports.episodes)));
  }
  return changed;

  function stepRule(rule: Rule, before: DetectorState): SteppedRule {
    if (gathersEvidence(rule)) {
      const { of, usualShare } = evidence[rule.watches];
      return { step: of(rule, before), leaves: counted[rule.watches], usualShare };
    }
    if (rule.kind === 'rate') {
      const step = stepRate(rule, before, counted.submits, minuteStartMs);
      return { step, leaves: counted.submits, usualShare: evidence.submits.usualShare };
    }
    const step = stepSignal(rule, before, { ...signals, areLogsSilent });
    const logGroups = rule.kind === 'no-logs' ? step.logGroups : undefined;
    return { step, leaves: step.leaves ?? counted.submits, usualShare: NEVER_USUAL, logGroups };
  }
}

/** What a rule's step came to, and what attributes it. */
interface SteppedRule {
  readonly step: DetectorStep;
  readonly leaves: readonly LeafMinute[];
  readonly usualShare: UsualShare;
  /** Log groups that are silent; undefined of a rule that is not about them. */
  readonly logGroups?: readonly string[] | undefined;
}

/** Where nothing is heard of the logs, no rule about what they say has a say. */
function logsFirst(due: readonly RememberedRule[]): readonly RememberedRule[] {
  return [...due].sort((one, other) => Number(other.rule.kind === 'no-logs') - Number(one.rule.kind === 'no-logs'));
}

function gather(
  due: readonly RememberedRule[],
  at: {
    readonly watches: EvidenceRule['watches'];
    readonly minuteStartMs: number;
    readonly leaves: readonly LeafMinute[];
    readonly watch: Watch;
  },
  scopes: ScopeStore,
): Promise<EvidenceStep> {
  const { watches, minuteStartMs, leaves, watch } = at;
  const watching = due.filter(({ rule }) => gathersEvidence(rule) && rule.watches === watches);
  const fired = watching.flatMap(({ before }) => before?.state.firing ?? []);
  const { maintenance } = watch;
  const rules = due.map(({ rule }) => rule);
  return stepEvidence({ minuteStartMs, leaves, watches, maintenance, rules, fired }, scopes);
}

async function store(episodes: readonly Episode[], into: EpisodeStore): Promise<Episode[]> {
  const stored: Episode[] = [];
  for (const episode of episodes) if ((await into.put(episode)) === 'written') stored.push(episode);
  return stored;
}

async function advance(input: Omit<AdvanceInput, 'open'>, ports: DetectPorts): Promise<Episode[]> {
  const active = await ports.episodes.listActive();
  const open = active.filter((episode) => episode.rule === input.rule.name && episode.state === 'open');
  const advanced: Episode[] = [];
  for (const episode of advanceEpisodes({ ...input, open })) {
    advanced.push(await withTotals(episode, input.nowMs, ports.rollups));
  }
  return advanced;
}

/** Errors and messages of an episode over its whole life, from the rollups of its scope. */
async function withTotals(episode: Episode, nowMs: number, rollups: Pick<RollupStore, 'list'>): Promise<Episode> {
  const range = { fromMs: episode.sinceMs, toMs: nowMs };
  const counts = sumCounts(await rollups.list({ dimension: dimensionOf(episode.scope), step: 'minute', ...range }));
  return { ...episode, ...totalsOfEpisode(episode, counts) };
}

async function readCounts(minuteStartMs: number, due: readonly RememberedRule[], ports: DetectPorts) {
  const rules = due.map(({ rule }) => rule);
  const minutes = Math.max(ARRIVAL_MINUTES + USUAL_MINUTES, ...rules.map(minutesNeeded));
  const range = { fromMs: minuteStartMs - (minutes - 1) * MINUTE_MS, toMs: minuteStartMs + MINUTE_MS };
  const listens = rules.some(({ kind }) => kind === 'no-logs');
  const [rollups, logs] = await Promise.all([
    ports.rollups.list({ dimension: LEAVES, step: 'minute', ...range }),
    listens ? readLogs(minuteStartMs, ports) : null,
  ]);
  return { submits: leafMinutesOf(rollups), reports: reportMinutesOf(rollups), logs };
}
