import { type AdvanceInput, advanceEpisodes } from '../domain/advance-episodes.ts';
import { type Catalogue, DEFAULT_CATALOGUE } from '../domain/catalogue.ts';
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
import { type Episode, isOngoing } from '../domain/episode.ts';
import { totalsIn } from '../domain/episode-totals.ts';
import { earliestMarkerMs } from '../domain/marker.ts';
import { dimensionOf, LEAVES } from '../domain/scope.ts';
import type { Silence } from '../domain/silence.ts';
import { summaryOf } from '../domain/summary.ts';
import { tendEpisodes } from '../domain/tend-episodes.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type {
  DetectorStore,
  DimensionStore,
  EpisodeStore,
  MarkerStore,
  RollupStore,
  ScopeStore,
  SilenceStore,
} from '../ports.ts';
import { readLogs, signalMinuteOf } from './signal-minute.ts';
import { type EvidenceStep, stepEvidence } from './step-evidence.ts';

/** What detect needs. */
export interface DetectPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
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
  const silences = await ports.silences.list();
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
    const input = {
      rule,
      findings: step.findings,
      leaves,
      nowMs,
      maintenance: watch.maintenance,
      silences,
      usualShare,
    };
    const advanced = (await advance(input, ports)).map((episode) => (logGroups ? { ...episode, logGroups } : episode));
    const opening = advanced.filter(({ version }) => version === 1);
    if ((await ports.detectors.save(rule.name, { state: step.state, opening }, before)) === 'stale') continue;
    changed.push(...(await store(advanced, ports.episodes)));
  }
  const tended = await tend(minuteStartMs + MINUTE_MS, { watch, silences }, ports);
  return [...changed, ...(await store(tended, ports.episodes))];

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
  const totals = totalsIn(await rollups.list({ dimension: dimensionOf(scope), step: 'minute', ...range }), codes);
  return totals === null || totals.errors > 0; // what does not come goes on not coming until its rule says otherwise
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
  return isOngoing(episode) ? counted : { ...counted, summary: summaryOf(counted, minutes, catalogue) };
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
