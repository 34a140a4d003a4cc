import { MINUTE_MS } from '#shared/domain/time.ts';
import type { TouchedMinute } from '#shared/pipeline/ingest.ts';
import type { Random } from '../../cli/local/gateway/random.ts';
import type { Weather } from './faults.ts';
import type { Functions } from './functions.ts';
import type { Platform } from './platform.ts';
import type { Scheduler } from './scheduler.ts';

/** The table's stream: brings what was written to the roller, in order within each of its own shards. */
export interface Stream {
  readonly take: (touched: TouchedMinute) => void;
}

const STREAM_SHARDS = 2;
const MAX_RECORDS = 6;

/** Starts a stream whose shards are read side by side, a batch again and again until it is rolled. */
export function startStream(options: {
  readonly scheduler: Scheduler;
  readonly platform: Platform;
  readonly random: Random;
  readonly weather: Weather;
  readonly trace: (line: string) => void;
  readonly roll: Functions['roll'];
  /** Records are lost, and batches given up, before this instant only, since a sweep comes after it. */
  readonly lossUntilMs: number;
}): Stream {
  const { lossUntilMs, scheduler, platform, random, weather, trace, roll } = options;
  const queues = Array.from({ length: STREAM_SHARDS }, () => ({ records: [] as TouchedMinute[], isRead: false }));
  const rollBatch = (records: readonly TouchedMinute[]) =>
    platform.invokeUntilDone('roll', (invocation) => roll(invocation, records, scheduler.nowMs()));
  const rollAtLast = (records: readonly TouchedMinute[]) =>
    platform.invokeDoomed('roll', (invocation) => roll(invocation, records, scheduler.nowMs()));

  const read = async (queue: (typeof queues)[number]) => {
    queue.isRead = true;
    while (queue.records.length > 0) {
      await scheduler.sleep(5_000 * random.next());
      const batch = queue.records.splice(0, MAX_RECORDS);
      if (weather.strikes('streamRepeat'))
        void scheduler.sleep(5 * MINUTE_MS * random.next()).then(() => rollBatch(batch));
      const isSweptLater = scheduler.nowMs() < lossUntilMs;
      if (isSweptLater && weather.strikes('streamGivesUp')) await rollAtLast(batch).catch(() => {});
      else await rollBatch(batch);
    }
    queue.isRead = false;
  };

  return {
    take(touched) {
      const isSweptLater = scheduler.nowMs() < lossUntilMs;
      if (isSweptLater && weather.strikes('streamLoss')) {
        trace(`stream: a record of ${new Date(touched.minuteStartMs).toISOString()} is lost`);
        return;
      }
      const queue = queues[(touched.minuteStartMs / MINUTE_MS + touched.shard) % STREAM_SHARDS];
      if (!queue) return;
      queue.records.push(touched);
      if (!queue.isRead) void read(queue);
    },
  };
}
