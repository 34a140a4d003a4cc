import { outcomeKey } from '../domain/counter-key.ts';
import { ARRIVAL_MINUTES } from '../domain/detect/arrivals.ts';
import { INITIAL_STATE } from '../domain/detect/finding.ts';
import { minutesNeeded, stepRate } from '../domain/detect/rate.ts';
import { type Rule, USUAL_MINUTES } from '../domain/detect/rule.ts';
import type { Watch } from '../domain/detect/watch.ts';
import { gathersEvidence } from '../domain/detect/watched.ts';
import { type LeafMinute, leafMinutesOf } from '../domain/detect/window.ts';
import type { DetectorMemory } from '../domain/detector-memory.ts';
import { type AdvanceInput, advanceEpisodes, type Episode } from '../domain/episode.ts';
import { insightOf } from '../domain/insight/insight.ts';
import { sumCounts } from '../domain/roll.ts';
import { dimensionOf, LEAVES } from '../domain/scope.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type { DetectorStore, EpisodeStore, RollupStore, ScopeStore } from '../ports.ts';
import { type EvidenceStep, stepEvidence } from './step-evidence.ts';

/** What detect needs. */
export interface DetectPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
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
  const leaves = await readLeaves(minuteStartMs, rules, ports.rollups);
  const evidence = await gather(due, { leaves, minuteStartMs, maintenance: watch.maintenance }, ports.scopes);
  for (const { rule, before } of due) {
    const stateBefore = before?.state ?? INITIAL_STATE;
    const { state, findings } = gathersEvidence(rule)
      ? evidence.of(rule, stateBefore)
      : stepRate(rule, stateBefore, leaves, minuteStartMs);
    const { usualShare } = evidence;
    const { maintenance } = watch;
    const nowMs = minuteStartMs + MINUTE_MS;
    const advanced = await advance({ rule, findings, leaves, nowMs, maintenance, usualShare }, ports);
    const opening = advanced.filter(({ version }) => version === 1);
    if ((await ports.detectors.save(rule.name, { state, opening }, before)) === 'stale') continue;
    changed.push(...(await store(advanced, ports.episodes)));
  }
  return changed;
}

function gather(
  due: readonly RememberedRule[],
  at: Pick<Parameters<typeof stepEvidence>[0], 'leaves' | 'maintenance'> & { readonly minuteStartMs: number },
  scopes: ScopeStore,
): Promise<EvidenceStep> {
  const rules = due.map(({ rule }) => rule);
  const fired = due.flatMap(({ rule, before }) => (gathersEvidence(rule) ? (before?.state.firing ?? []) : []));
  return stepEvidence({ ...at, rules, fired }, scopes);
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
    advanced.push(withInsight(await withTotals(episode, input.nowMs, ports.rollups), input));
  }
  return advanced;
}

/** Why it may be, for as long as it goes on: what it looked like stays when it ends. */
function withInsight(episode: Episode, { leaves: minutes, usualShare, nowMs }: Omit<AdvanceInput, 'open'>): Episode {
  const { codes, scope, sinceMs } = episode;
  const insight = insightOf({ codes, scope, sinceMs, nowMs, minutes, usualShare });
  if (episode.state !== 'resolved') return { ...episode, insight };
  return { ...episode, insight: { ...(episode.insight ?? insight), recent: insight.recent } };
}

/** Errors and messages of an episode over its whole life, from the rollups of its scope. */
async function withTotals(episode: Episode, nowMs: number, rollups: Pick<RollupStore, 'list'>): Promise<Episode> {
  const dimension = dimensionOf(episode.scope);
  const counts = sumCounts(await rollups.list({ dimension, step: 'minute', fromMs: episode.sinceMs, toMs: nowMs }));
  const errors = episode.codes.reduce((sum, code) => sum + (counts.get(outcomeKey('submit', String(code))) ?? 0), 0);
  let messages = 0;
  for (const [key, count] of counts) if (key.startsWith('submit|')) messages += count;
  return { ...episode, errors, messages };
}

async function readLeaves(
  minuteStartMs: number,
  rules: readonly Rule[],
  rollups: Pick<RollupStore, 'list'>,
): Promise<LeafMinute[]> {
  const minutes = Math.max(ARRIVAL_MINUTES + USUAL_MINUTES, ...rules.map(minutesNeeded));
  const range = { fromMs: minuteStartMs - (minutes - 1) * MINUTE_MS, toMs: minuteStartMs + MINUTE_MS };
  return leafMinutesOf(await rollups.list({ dimension: LEAVES, step: 'minute', ...range }));
}
