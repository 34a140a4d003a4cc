import { outcomeKey } from '../domain/counter-key.ts';
import type { Rule } from '../domain/detect/rule.ts';
import { INITIAL_STATE, minutesNeeded, stepDetector } from '../domain/detect/threshold.ts';
import { type LeafMinute, leafMinutesOf } from '../domain/detect/window.ts';
import { advanceEpisodes, type Episode } from '../domain/episode.ts';
import { sumCounts } from '../domain/roll.ts';
import { dimensionOf, LEAVES } from '../domain/scope.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type { DetectorStore, EpisodeStore, RollupStore } from '../ports.ts';

/** What detect needs. */
export interface DetectPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly detectors: DetectorStore;
  readonly episodes: EpisodeStore;
}

/**
 * Steps every rule's detector to the last whole minute before `nowMs` and lets its findings open, widen and resolve
 * episodes. A changed episode is stored with what is to be said of it, before anything is said; returns those that changed.
 *
 * Of steps made beside each other only the one that is saved may act, so that one incident never opens two episodes. Should
 * it break off before it has acted, the next step stores what it opened; what it widened or ended is then found once more.
 */
export async function detect(nowMs: number, rules: readonly Rule[], ports: DetectPorts): Promise<Episode[]> {
  const minuteStartMs = startOf('minute', nowMs) - MINUTE_MS;
  const leaves = await readLeaves(minuteStartMs, rules, ports.rollups);
  const changed: Episode[] = [];
  for (const rule of rules) {
    const before = await ports.detectors.load(rule.name);
    changed.push(...(await store(before?.opening ?? [], ports.episodes)));
    const stateBefore = before?.state ?? INITIAL_STATE;
    const { state, findings } = stepDetector(rule, stateBefore, leaves, minuteStartMs);
    if (state === stateBefore) continue;
    const advanced = await advance(rule, findings, leaves, minuteStartMs + MINUTE_MS, ports);
    const opening = advanced.filter(({ version }) => version === 1);
    if ((await ports.detectors.save(rule.name, { state, opening }, before)) === 'stale') continue;
    changed.push(...(await store(advanced, ports.episodes)));
  }
  return changed;
}

async function store(episodes: readonly Episode[], into: EpisodeStore): Promise<Episode[]> {
  const stored: Episode[] = [];
  for (const episode of episodes) if ((await into.put(episode)) === 'written') stored.push(episode);
  return stored;
}

async function advance(
  rule: Rule,
  findings: Parameters<typeof advanceEpisodes>[0]['findings'],
  leaves: readonly LeafMinute[],
  nowMs: number,
  ports: DetectPorts,
): Promise<Episode[]> {
  const active = await ports.episodes.listActive();
  const open = active.filter((episode) => episode.rule === rule.name && episode.state === 'open');
  const advanced: Episode[] = [];
  for (const episode of advanceEpisodes({ rule, open, findings, leaves, nowMs })) {
    advanced.push(await withTotals(episode, nowMs, ports.rollups));
  }
  return advanced;
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
  const minutes = Math.max(...rules.map(minutesNeeded));
  const range = { fromMs: minuteStartMs - (minutes - 1) * MINUTE_MS, toMs: minuteStartMs + MINUTE_MS };
  return leafMinutesOf(await rollups.list({ dimension: LEAVES, step: 'minute', ...range }));
}
