import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { logReader } from '#shared/adapters/cloudwatch-logs/log-reader.ts';
import { dynamoBackfillStore } from '#shared/adapters/dynamodb/backfills.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { extractSettingsOf } from '#shared/config/extraction.ts';
import { SHARDS } from '#shared/config/names.ts';
import { DAY_MS, formatMinute, HOUR_MS, MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { type BackfillPorts, backfill } from '#shared/pipeline/backfill.ts';
import { UsageError } from '../exit.ts';
import { loadSettings } from '../local/settings.ts';
import { startProgress } from '../terminal/progress.ts';
import { count } from '../terminal/tables.ts';
import { parseRange, type RangeOptions } from '../time-range.ts';

/** What the command line says. */
export interface BackfillOptions extends RangeOptions {
  readonly table: string;
  readonly logGroup: string;
  readonly replace?: true;
  readonly settings?: string;
}

const MAX_AGE_MS = 20 * DAY_MS;
/** Until then a delivery may come that a recount would shut out. */
const SETTLED_MS = 15 * MINUTE_MS;

/**
 * Backfills a range of a log group, with a bar, and tells what came of it.
 * @throws UsageError where the range or the log group cannot be used
 */
export async function runBackfill(
  options: BackfillOptions,
  nowMs: number,
  ports: BackfillPorts = portsOf(options.table),
): Promise<void> {
  const { logGroup } = options;
  const { extraction, filterPattern } = await loadSettings(options.settings);
  const { fromMs, toMs } = wholeMinutes(options, nowMs);
  const owner = await ports.logs.ownerOf(logGroup);
  if (owner === null) {
    throw new UsageError(
      `there is no log group ${logGroup} in this account and region; see aws logs describe-log-groups`,
    );
  }
  const request = { owner, logGroup, fromMs, toMs, filterPattern, replaces: options.replace === true };
  const settings = {
    extraction: extractSettingsOf(extraction),
    shards: SHARDS,
    maxAgeMs: MAX_AGE_MS,
    maxAheadMs: 2 * HOUR_MS,
  };
  const progress = startProgress('backfilling', 100, 'percent');
  const sums = { events: 0, statuses: 0, refused: 0 };
  try {
    for await (const step of backfill(request, nowMs, settings, ports)) {
      sums.events += step.events;
      sums.statuses += step.statuses;
      sums.refused += step.refused;
      progress.update((100 * (step.doneMs - fromMs)) / (toMs - fromMs));
    }
  } finally {
    progress.stop();
  }
  process.stdout.write(`${summaryOf(request, sums)}\n`);
}

function wholeMinutes(options: BackfillOptions, nowMs: number): { fromMs: number; toMs: number } {
  if (options.from === undefined && options.since === undefined)
    throw new UsageError('backfill needs the start of its range; give --from 2026-11-23T10:40Z or --since 3h');
  const range = parseRange(options, { nowMs, whole: { fromMs: 0, toMs: nowMs } });
  const fromMs = startOf('minute', range.fromMs);
  const toMs = startOf('minute', range.toMs + MINUTE_MS - 1);
  if (fromMs < nowMs - MAX_AGE_MS) {
    throw new UsageError(
      `nothing older than 20 days can be counted, got ${formatMinute(fromMs)}; use --from ${formatMinute(nowMs - MAX_AGE_MS + MINUTE_MS)}`,
    );
  }
  if (options.replace && toMs > nowMs - SETTLED_MS) {
    throw new UsageError(
      `--replace must leave the last 15 minutes alone, which are still being delivered; use --to ${formatMinute(nowMs - SETTLED_MS)}`,
    );
  }
  return { fromMs, toMs };
}

function summaryOf(
  { logGroup, fromMs, toMs, replaces }: { logGroup: string; fromMs: number; toMs: number; replaces: boolean },
  { events, statuses, refused }: { events: number; statuses: number; refused: number },
): string {
  const lines = [
    `${logGroup}, ${formatMinute(fromMs)} to ${formatMinute(toMs)}: ${count(events)} events read, ${count(statuses)} statuses in them`,
    replaces
      ? `${count((toMs - fromMs) / MINUTE_MS)} whole minutes of ${logGroup} are counted anew; what was counted in them before is not`
      : 'what was counted already is counted once; tables are up to date within a minute',
  ];
  if (refused > 0)
    lines.push(`${count(refused)} events were refused: older than 20 days, or more than two hours ahead`);
  return lines.join('\n');
}

function portsOf(tableName: string): BackfillPorts {
  const table = { client: dynamoClient(), tableName };
  // FilterLogEvents may be called a few times a second; the client slows down to what is allowed.
  const logs = new CloudWatchLogsClient({ maxAttempts: 12, retryMode: 'adaptive' });
  return {
    logs: logReader(logs),
    partials: dynamoPartialStore(table),
    progress: dynamoBackfillStore(table),
    sha256,
  };
}
