import { HOUR_MS, startOf, stepsBetween } from '../domain/time.ts';
import { eachAtOnce } from './concurrency.ts';
import type { TouchedMinute } from './ingest.ts';
import { ROLLED, type RollPorts, roll } from './roll.ts';

/** What is swept. */
export interface SweepRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Number of shards a minute is spread over. */
  readonly shards: number;
}

/**
 * Rolls the minutes of a range that hold partials of which their counts do not know, an hour at a time: those of which the
 * notice was lost, and those whose rolling broke off. Partials of the range must not have expired.
 * @returns how many minutes were rolled
 */
export async function sweep({ fromMs, toMs, shards }: SweepRange, ports: RollPorts): Promise<number> {
  let rolled = 0;
  for (const hourMs of stepsBetween('hour', fromMs, toMs)) {
    const behind = await minutesBehind(
      { fromMs: Math.max(hourMs, startOf('minute', fromMs)), toMs: Math.min(hourMs + HOUR_MS, toMs), shards },
      ports,
    );
    await roll(behind, ports);
    rolled += behind.length;
  }
  return rolled;
}

async function minutesBehind({ fromMs, toMs, shards }: SweepRange, ports: RollPorts): Promise<TouchedMinute[]> {
  const known = new Map<string, number>();
  const marks = await ports.rollups.list({ dimension: ROLLED, step: 'minute', fromMs, toMs });
  for (const { startMs, shard, partials } of marks) known.set(`${startMs} ${shard}`, partials);
  const behind: TouchedMinute[] = [];
  const minutes = stepsBetween('minute', fromMs, toMs).flatMap((minuteStartMs) =>
    Array.from({ length: shards }, (_, shard) => ({ minuteStartMs, shard })),
  );
  await eachAtOnce(minutes, async (minute) => {
    const stored = await ports.partials.list(minute.minuteStartMs, minute.shard);
    if (stored.length > (known.get(`${minute.minuteStartMs} ${minute.shard}`) ?? 0)) behind.push(minute);
  });
  return behind;
}
