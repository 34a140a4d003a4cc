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
 * The state is saved last, so a crash on the way repeats the step, which finds what it has already written and stops there.
 */
export async function detect(nowMs: number, rules: readonly Rule[], ports: DetectPorts): Promise<Episode[]> {
  const minuteStartMs = startOf('minute', nowMs) - MINUTE_MS;
  const leaves = await readLeaves(minuteStartMs, rules, ports.rollups);
  const changed: Episode[] = [];
  for (const rule of rules) {
    const before = (await ports.detectors.load(rule.name)) ?? INITIAL_STATE;
    const { state, findings } = stepDetector(rule, before, leaves, minuteStartMs);
    if (state === before) continue;
    changed.push(...(await advance(rule, findings, leaves, minuteStartMs + MINUTE_MS, ports)));
    await ports.detectors.save(rule.name, state);
  }
  return changed;
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
  const stored: Episode[] = [];
  for (const episode of advanceEpisodes({ rule, open, findings, leaves, nowMs })) {
    const told = await withTotals(episode, nowMs, ports.rollups);
    if ((await ports.episodes.put(told)) === 'written') stored.push(told);
  }
  return stored;
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
