import type { Episode } from './episode.ts';
import type { Gap } from './ledger.ts';
import { open as openEpisode, transit } from './life.ts';
import { EVERYTHING } from './scope.ts';
import { DAY_MS, formatDay, formatMinute, formatTimeOfDay, MINUTE_MS } from './time.ts';

/** Name of the rule whose episodes tell of log events that arrived and were not counted. */
export const LOST_LOGS = 'lost-logs';

/** Older events can no longer be counted, so an episode about them ends unmended. */
const MENDABLE_MS = 20 * DAY_MS;
/** Around a gap: events may have happened so long before they arrived. */
const MARGIN_MS = 60 * MINUTE_MS;

/**
 * The life of an episode about one log group: it opens with a gap, is told again when the gap grows at an end, and is resolved
 * when everything is accounted for. Null where nothing changes.
 * @param open the open episode of the log group
 */
export function advanceLostLogs(
  open: Episode | undefined,
  gap: Gap | null,
  at: { readonly logGroup: string; readonly nowMs: number; readonly tableName: string },
): Episode | null {
  if (!open) return gap ? openEpisode(blank(gap, at), at) : null;
  if (!gap) {
    const isTooLate = (open.lostLogs?.toMs ?? open.sinceMs) < at.nowMs - MENDABLE_MS;
    return transit(open, isTooLate ? 'stale' : 'resolved', at);
  }
  const grows = gap.fromMs < open.sinceMs || gap.toMs > (open.lostLogs?.toMs ?? 0);
  return grows ? transit(open, 'widened', at, told(gap, at)) : null;
}

/** Since when the ledger is to be held for a log group, so that an open episode is resolved by what it was opened for. */
export function ledgerFromMs(open: Episode | undefined, nowMs: number, usualMs: number): number {
  return Math.min(nowMs - usualMs, Math.max(open?.sinceMs ?? nowMs, nowMs - MENDABLE_MS));
}

type At = Parameters<typeof advanceLostLogs>[2];

function blank(gap: Gap, at: At): Episode {
  const { logGroup, nowMs } = at;
  return {
    id: `${formatDay(nowMs)}-${formatTimeOfDay(nowMs).replace(':', '')}-lost-${nameIn(logGroup)}`,
    ...{ rule: LOST_LOGS, severity: 'warning', codes: [], scope: EVERYTHING, state: 'open' },
    ...{ openedMs: nowMs, resolvedMs: null, usualShare: 0, byVasid: [], byCarrier: [] },
    ...{ history: [], version: 0, outbox: [] },
    ...told(gap, at),
  };
}

function told({ logGroup, fromMs, toMs, missing, arrived }: Gap, { tableName }: At) {
  const range = `--from ${formatMinute(fromMs - MARGIN_MS)} --to ${formatMinute(toMs)}`;
  const repair = `mm7watch backfill --table ${tableName} --log-group ${logGroup} ${range}`;
  return { sinceMs: fromMs, errors: missing, messages: arrived, lostLogs: { logGroup, toMs, repair } };
}

/** A log group's name as part of an id. */
function nameIn(logGroup: string): string {
  return logGroup.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
