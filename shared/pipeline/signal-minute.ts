import { touchesMaintenance } from '../domain/detect/maintenance.ts';
import { HEARD_MINUTES, SETTLED_MINUTES, type SignalMinute } from '../domain/detect/signal-minute.ts';
import { isKnownIn, type Watch } from '../domain/detect/watch.ts';
import type { LeafMinute } from '../domain/detect/window.ts';
import type { Rollup } from '../domain/roll.ts';
import { qualityDimensionOf } from '../domain/scope.ts';
import { DAY_MS, MINUTE_MS } from '../domain/time.ts';
import type { DimensionStore, RollupStore } from '../ports.ts';

/** What is read of log groups. */
export interface LogGroupPorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
}

/** Log groups that are listened to at most, those heard last; each is a query a minute. */
const MAX_GROUPS = 50;
/** A log group that was not heard for so long is not waited for. */
const GIVEN_UP_MS = 9 * DAY_MS;

/** Submits, reports and logs of the last hour, as rules of signals ask for them. */
export function signalMinuteOf(
  minuteStartMs: number,
  counted: {
    readonly submits: readonly LeafMinute[];
    readonly reports: readonly LeafMinute[];
    readonly logs: SignalMinute['logsIn'];
  },
  watch: Watch,
): SignalMinute {
  return {
    minute: minuteStartMs / MINUTE_MS,
    submitsIn: byMinute(counted.submits),
    reportsIn: byMinute(counted.reports),
    logsIn: counted.logs,
    learns: (scope) => !touchesMaintenance(watch.maintenance, scope, minuteStartMs),
    isKnown: isKnownIn(watch),
    areLogsSilent: counted.logs !== null && isNothingHeard(counted.logs, minuteStartMs / MINUTE_MS),
  };
}

/** Whether no log group at all was heard in the last minutes. */
function isNothingHeard(logsIn: NonNullable<SignalMinute['logsIn']>, minute: number): boolean {
  for (let at = minute - SETTLED_MINUTES + 1; at <= minute; at++) if (logsIn(at).size > 0) return false;
  return true;
}

/** Events of each log group in the minutes up to this one. */
export async function readLogs(minuteStartMs: number, ports: LogGroupPorts): Promise<SignalMinute['logsIn']> {
  const known = (await ports.dimensions.list('group'))
    .filter(({ lastSeenMs }) => lastSeenMs > minuteStartMs - GIVEN_UP_MS)
    .sort((one, other) => other.lastSeenMs - one.lastSeenMs || (one.value < other.value ? -1 : 1))
    .slice(0, MAX_GROUPS);
  const range = { fromMs: minuteStartMs - (HEARD_MINUTES - 1) * MINUTE_MS, toMs: minuteStartMs + MINUTE_MS };
  const minutes = new Map<number, Map<string, number>>();
  await Promise.all(
    known.map(async ({ value: group }) => {
      const rollups = await ports.rollups.list({ dimension: qualityDimensionOf(group), step: 'minute', ...range });
      for (const rollup of rollups) addSeen(minutes, group, rollup);
    }),
  );
  return (minute) => minutes.get(minute) ?? NOTHING;
}

const NOTHING: ReadonlyMap<string, number> = new Map();

function addSeen(minutes: Map<number, Map<string, number>>, group: string, { startMs, counts }: Rollup): void {
  const minute = startMs / MINUTE_MS;
  const ofMinute = minutes.get(minute) ?? new Map<string, number>();
  minutes.set(minute, ofMinute);
  ofMinute.set(group, (ofMinute.get(group) ?? 0) + (counts.get('seen') ?? 0));
}

function byMinute(leaves: readonly LeafMinute[]): (minute: number) => readonly LeafMinute[] {
  const minutes = new Map<number, LeafMinute[]>();
  for (const leaf of leaves) {
    const minute = leaf.startMs / MINUTE_MS;
    const found = minutes.get(minute);
    if (found) found.push(leaf);
    else minutes.set(minute, [leaf]);
  }
  return (minute) => minutes.get(minute) ?? [];
}
