import { type AdvanceInput, advanceEpisodes } from '../domain/advance-episodes.ts';
import { type Catalogue, DEFAULT_CATALOGUE } from '../domain/catalogue.ts';
import { ARRIVAL_MINUTES } from '../domain/detect/arrivals.ts';
import { INITIAL_STATE } from '../domain/detect/finding.ts';
import { minutesNeeded, stepRate } from '../domain/detect/rate.ts';
import { type Rule, USUAL_MINUTES } from '../domain/detect/rule.ts';
import type { Watch } from '../domain/detect/watch.ts';
import { gathersEvidence } from '../domain/detect/watched.ts';
import { type LeafMinute, leafMinutesOf } from '../domain/detect/window.ts';
import type { DetectorMemory } from '../domain/detector-memory.ts';
import { type Episode, isOngoing } from '../domain/episode.ts';
import { earliestMarkerMs } from '../domain/marker.ts';
import { dimensionOf, LEAVES } from '../domain/scope.ts';
import type { Silence } from '../domain/silence.ts';
import { summaryOf, totalsIn } from '../domain/summary.ts';
import { tendEpisodes } from '../domain/tend-episodes.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type { DetectorStore, EpisodeStore, MarkerStore, RollupStore, ScopeStore, SilenceStore } from '../ports.ts';
import { type EvidenceStep, stepEvidence } from './step-evidence.ts';

/** What detect needs. */
export interface DetectPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly detectors: DetectorStore;
  readonly scopes: ScopeStore;
  readonly episodes: EpisodeStore;
  readonly silences: Pick<SilenceStore, 'list'>;
  readonly markers: Pick<MarkerStore, 'list'>;
  /** Says for which codes sending again helps; the default provider's where none is given. */
  readonly catalogue?: Catalogue;
}

const STILL_FAILS_MS = 5 * MINUTE_MS;

/** A rule with what its detector left at its last step; null before the first. */
interface RememberedRule {
  readonly rule: Rule;
  readonly before: DetectorMemory | null;
}

/**
 * Steps every rule's detector to the last whole minute before `atMs`, lets its findings open, widen, narrow and resolve episodes, and
 * tends those that go on. A changed episode is stored with what is to be said of it, before anything is said; returns those that
 * changed.
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
  const silences = await ports.silences.list();
  const evidence = await gather(due, { leaves, minuteStartMs, maintenance: watch.maintenance }, ports.scopes);
  for (const { rule, before } of due) {
    const stateBefore = before?.state ?? INITIAL_STATE;
    const { state, findings } = gathersEvidence(rule)
      ? evidence.of(rule, stateBefore)
      : stepRate(rule, stateBefore, leaves, minuteStartMs);
    const { usualShare } = evidence;
    const { maintenance } = watch;
    const nowMs = minuteStartMs + MINUTE_MS;
    const advanced = await advance({ rule, findings, leaves, nowMs, maintenance, silences, usualShare }, ports);
    const opening = advanced.filter(({ version }) => version === 1);
    if ((await ports.detectors.save(rule.name, { state, opening }, before)) === 'stale') continue;
    changed.push(...(await store(advanced, ports.episodes)));
  }
  const tended = await tend(minuteStartMs + MINUTE_MS, { watch, silences }, ports);
  return [...changed, ...(await store(tended, ports.episodes))];
}

/** Episodes of every rule, those that no detector of this step is about too. */
async function tend(
  nowMs: number,
  { watch, silences }: { readonly watch: Watch; readonly silences: readonly Silence[] },
  ports: DetectPorts,
): Promise<Episode[]> {
  const others = await ports.episodes.listActive();
  const staged = new Set(watch.rules.filter(({ isStaged }) => isStaged).map(({ name }) => name));
  const rules = new Set(watch.rules.map(({ name }) => name));
  const tended = tendEpisodes(others, { staged, rules, maintenance: watch.maintenance, silences, others }, nowMs);
  const due: Episode[] = [];
  for (const episode of tended) {
    const isReminder = episode.history.at(-1)?.reason === 'reminder';
    if (!isReminder || (await stillFails(episode, nowMs, ports))) due.push(await withTotals(episode, nowMs, ports));
  }
  return due;
}

/** Whether something failed in the last minutes; what only waits for proof that it is over needs no reminder. */
async function stillFails({ scope, codes }: Episode, nowMs: number, { rollups }: DetectPorts): Promise<boolean> {
  if (codes.length === 0) return true;
  const range = { fromMs: nowMs - STILL_FAILS_MS, toMs: nowMs };
  return totalsIn(await rollups.list({ dimension: dimensionOf(scope), step: 'minute', ...range }), codes).errors > 0;
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

async function advance(
  input: Omit<AdvanceInput, 'open' | 'others' | 'markers'>,
  ports: DetectPorts,
): Promise<Episode[]> {
  const others = await ports.episodes.listActive();
  const open = others.filter((episode) => episode.rule === input.rule.name && isOngoing(episode));
  const markers = input.findings.some(({ change }) => change === 'opened') ? await markersFor(input, ports) : [];
  const advanced = advanceEpisodes({ ...input, open, others, markers });
  return Promise.all(advanced.map((episode) => withTotals(episode, input.nowMs, ports)));
}

async function markersFor({ findings, nowMs }: Pick<AdvanceInput, 'findings' | 'nowMs'>, { markers }: DetectPorts) {
  const sinceMs = Math.min(...findings.map((finding) => finding.sinceMs));
  return markers.list({ fromMs: earliestMarkerMs(sinceMs), toMs: nowMs });
}

/** Errors and messages of an episode over its whole life, from the rollups of its scope; and what it came to, where it is over. */
async function withTotals(
  episode: Episode,
  nowMs: number,
  { rollups, catalogue = DEFAULT_CATALOGUE }: Pick<DetectPorts, 'rollups' | 'catalogue'>,
): Promise<Episode> {
  if (episode.lostLogs) return episode; // it counts log events, and is no part of any rollup
  const dimension = dimensionOf(episode.scope);
  const minutes = await rollups.list({ dimension, step: 'minute', fromMs: episode.sinceMs, toMs: nowMs });
  const counted = { ...episode, ...totalsIn(minutes, episode.codes) };
  return isOngoing(episode) ? counted : { ...counted, summary: summaryOf(episode, minutes, catalogue) };
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
