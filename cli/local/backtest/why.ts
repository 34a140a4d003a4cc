import { watchOf } from '#shared/config/rules.ts';
import type { Settings } from '#shared/config/settings.ts';
import { doubtIn, doubtOf, widerDoubt } from '#shared/domain/detect/doubt.ts';
import { NO_EVIDENCE, plausibleErrors } from '#shared/domain/detect/evidence.ts';
import { priorOf } from '#shared/domain/detect/expectation.ts';
import { leafName, rollupName } from '#shared/domain/detect/scope-name.ts';
import type { ScopeState } from '#shared/domain/detect/scope-state.ts';
import { codeName, signalOf } from '#shared/domain/detect/signal.ts';
import { judgedOf } from '#shared/domain/detect/step-scope.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import type { Episode } from '#shared/domain/episode.ts';
import { DAY_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { QueryPorts } from '#shared/pipeline/query.ts';
import { UsageError } from '../../exit.ts';
import { startProgress } from '../../terminal/progress.ts';
import { arrivalsInStore } from './read-rollups.ts';
import { startTrial } from './trial.ts';

/** One minute of the reckoning of a key. */
export interface ReckonedMinute {
  readonly minuteStartMs: number;
  readonly messages: number;
  readonly errors: number;
  readonly expected: number;
  /** Errors that are still plausible. */
  readonly plausible: number;
  /** What each alternative has against normality; none once it fires. */
  readonly scores: readonly number[];
  /** While it fires, what speaks for its being over. */
  readonly recovery: number | null;
}

/** The whole reckoning of an episode. */
export interface Reckoning {
  readonly episode: Episode;
  readonly code: number;
  readonly minutes: readonly ReckonedMinute[];
}

/** Minutes that are told before an episode's first bad one, and after its end. */
const BEFORE_MINUTES = 10;
const AFTER_MINUTES = 5;
/** What was learned longer ago hardly counts: its weight halves every three days. */
const LEARNING_MS = 9 * DAY_MS;

/** @throws UsageError where there is no such episode, or none that evidence opened */
export async function findEpisode(id: string, query: Pick<QueryPorts, 'episodes'>): Promise<Episode> {
  const dayMs = Date.parse(`${/^\d{4}-\d{2}-\d{2}/.exec(id)?.[0]}T00:00:00Z`);
  if (Number.isNaN(dayMs)) throw new UsageError(`an episode is named as in 2026-11-23-1042-x7f3k9, got ${id}`);
  const found = (await query.episodes.listBetween(dayMs - DAY_MS, dayMs + 2 * DAY_MS)).find(
    (episode) => episode.id === id,
  );
  if (!found) throw new UsageError(`there is no episode ${id} here; mm7watch query --by episode lists those there are`);
  if (!found.evidence)
    throw new UsageError(`${id} was opened by rule ${found.rule}, which gathers no evidence that could be reckoned`);
  return found;
}

/** Steps through stored counts again and tells, minute by minute, what was held for and against an episode's first code on its scope. */
export async function reckon(
  episode: Episode,
  settings: Settings,
  rollups: QueryPorts['rollups'],
  nowMs: number,
): Promise<Reckoning> {
  const watch = watchOf(settings);
  const [code = 0] = episode.codes;
  const watches = signalOf(code) === 'delivery' ? 'reports' : 'submits';
  const codes = watchedCodes(watch.rules, watches);
  const at = codes.findIndex((watched) => watched.code === code);
  const family = codes[at]?.family;
  if (!family)
    throw new UsageError(
      `${codeName(code)} of ${episode.id} is not watched under these settings; name others with --settings`,
    );
  const isPair = episode.scope.vasid !== null && episode.scope.carrier !== null;
  const name = isPair ? leafName(episode.scope) : rollupName(episode.scope);
  const told = {
    fromMs: episode.sinceMs - BEFORE_MINUTES * MINUTE_MS,
    toMs: Math.min(nowMs, (episode.resolvedMs ?? nowMs) + AFTER_MINUTES * MINUTE_MS),
  };
  const range = { fromMs: episode.sinceMs - LEARNING_MS, toMs: told.toMs };
  const trial = startTrial(watch);
  const minutes: ReckonedMinute[] = [];
  const progress = startProgress('reckoning', 100, 'percent');
  for await (const arrived of arrivalsInStore(rollups, range)) {
    trial.step(arrived);
    const minuteStartMs = arrived.minute * MINUTE_MS;
    progress.update((100 * (minuteStartMs - range.fromMs)) / (range.toMs - range.fromMs));
    const state = trial.stateOf(name, watches);
    if (minuteStartMs < told.fromMs || state?.lastMinute !== arrived.minute) continue;
    minutes.push({ minuteStartMs, ...reckonedMinute(state, at, family) });
  }
  progress.stop();
  return { episode, code, minutes };
}

function reckonedMinute(
  state: ScopeState,
  at: number,
  family: Parameters<typeof priorOf>[0],
): Omit<ReckonedMinute, 'minuteStartMs'> {
  const { last, keys } = state;
  const key = keys[at];
  const hasFired = Boolean(key?.firing) && key?.bank === NO_EVIDENCE;
  const counted = judgedOf(last, { at, hasFired });
  const { expected } = counted;
  const levelVariance = last.levelVariance[at] ?? 0;
  const ofLeaves = { expected, levelVariance, minuteVariance: last.minuteVariance[at] ?? 0 };
  if (!key) return { ...counted, plausible: expected, scores: [], recovery: null };
  const doubt = widerDoubt(doubtOf(key.knowledge, priorOf(family, null), family), doubtIn(ofLeaves));
  return {
    ...counted,
    plausible: plausibleErrors(expected, doubt, family),
    scores: hasFired ? [] : key.bank.map(({ score }) => score),
    recovery: key.firing?.recovery ?? null,
  };
}
