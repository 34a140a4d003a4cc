import { isOngoing } from '../domain/episode.ts';
import { type Counted, gapOf, LEDGER_STEP_MS, type LedgerRow, reckon } from '../domain/ledger.ts';
import { advanceLostLogs, LOST_LOGS, ledgerFromMs } from '../domain/lost-logs.ts';
import { qualityDimensionOf } from '../domain/scope.ts';
import { HOUR_MS, MINUTE_MS } from '../domain/time.ts';
import type { ArrivalMetrics, DimensionStore, EpisodeStore, LedgerStore, RollupStore } from '../ports.ts';

/** What reconcile needs. */
export interface ReconcilePorts {
  readonly arrivals: ArrivalMetrics;
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
  readonly ledger: LedgerStore;
  readonly episodes: Pick<EpisodeStore, 'listActive' | 'put'>;
}

/** How reconcile is to work. */
export interface ReconcileSettings {
  /** Log groups that are to be read, beside those that ever were. */
  readonly logGroups: readonly string[];
  /** Whether the filter has a pattern. */
  readonly isFiltered: boolean;
  /** For the command that mends. */
  readonly tableName: string;
}

/** Younger arrivals may still be on their way: CloudWatch's counts, a delivery's attempts, a minute's rolling. */
const SETTLED_MS = 15 * MINUTE_MS;
/** So far the ledger is held anew each time. */
const USUAL_MS = 3 * HOUR_MS;

/**
 * Holds what CloudWatch says arrived in each log group against what was counted, five minutes a line, and keeps the lines. What
 * is missing opens an episode that says how to count it; it is resolved when everything is accounted for.
 * @returns events missing, over all log groups
 */
export async function reconcile(nowMs: number, settings: ReconcileSettings, ports: ReconcilePorts): Promise<number> {
  const toMs = Math.floor((nowMs - SETTLED_MS) / LEDGER_STEP_MS) * LEDGER_STEP_MS;
  const active = await ports.episodes.listActive();
  let missing = 0;
  for (const logGroup of await logGroupsOf(settings, ports.dimensions)) {
    const open = active.find(
      (episode) => episode.rule === LOST_LOGS && isOngoing(episode) && episode.lostLogs?.logGroup === logGroup,
    );
    const fromMs = Math.floor(ledgerFromMs(open, toMs, USUAL_MS) / LEDGER_STEP_MS) * LEDGER_STEP_MS;
    const rows = await ledgerOf(logGroup, { fromMs, toMs, isFiltered: settings.isFiltered }, ports);
    await ports.ledger.put(logGroup, rows);
    const gap = gapOf(logGroup, rows);
    missing += gap?.missing ?? 0;
    const episode = advanceLostLogs(open, gap, { logGroup, nowMs, tableName: settings.tableName });
    if (episode) await ports.episodes.put(episode);
  }
  return missing;
}

async function logGroupsOf(
  { logGroups }: ReconcileSettings,
  dimensions: ReconcilePorts['dimensions'],
): Promise<string[]> {
  const seen = await dimensions.list('group');
  return [...new Set([...logGroups, ...seen.map(({ value }) => value)])].sort();
}

/** One line more than what is told is read on either side, since an event may be counted beside where it arrived. */
async function ledgerOf(
  logGroup: string,
  { fromMs, toMs, isFiltered }: { readonly fromMs: number; readonly toMs: number; readonly isFiltered: boolean },
  ports: ReconcilePorts,
): Promise<LedgerRow[]> {
  const around = { fromMs: fromMs - HOUR_MS, toMs: toMs + LEDGER_STEP_MS };
  const rows = reckon(await ports.arrivals.list(logGroup, around), await countedOf(logGroup, around, ports), {
    isFiltered,
  });
  return rows.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
}

async function countedOf(
  logGroup: string,
  range: { readonly fromMs: number; readonly toMs: number },
  { rollups }: ReconcilePorts,
): Promise<Counted[]> {
  const lines = new Map<number, { startMs: number; seen: number; matched: number }>();
  const dimension = qualityDimensionOf(logGroup);
  for (const { startMs, counts } of await rollups.list({ dimension, step: 'minute', ...range })) {
    const lineMs = Math.floor(startMs / LEDGER_STEP_MS) * LEDGER_STEP_MS;
    const line = lines.get(lineMs) ?? { startMs: lineMs, seen: 0, matched: 0 };
    lines.set(lineMs, line);
    line.seen += counts.get('seen') ?? 0;
    line.matched += counts.get('matched') ?? 0;
  }
  return [...lines.values()];
}
