import { HOUR_MS, startOf, stepsBetween } from '../domain/time.ts';
import { type RollPorts, roll } from './roll.ts';

/** What is swept. */
export interface SweepRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Number of shards a minute is spread over. */
  readonly shards: number;
}

/**
 * Rolls every minute of a range anew, an hour at a time, so that a change whose notice was lost is counted all the same.
 * Where nothing was lost it writes what is there already. Partials of the range must not have expired.
 */
export async function sweep({ fromMs, toMs, shards }: SweepRange, ports: RollPorts): Promise<void> {
  for (const hourMs of stepsBetween('hour', fromMs, toMs)) {
    const minutes = stepsBetween(
      'minute',
      Math.max(hourMs, startOf('minute', fromMs)),
      Math.min(hourMs + HOUR_MS, toMs),
    );
    const ofShards = minutes.flatMap((minuteStartMs) =>
      Array.from({ length: shards }, (_, shard) => ({ minuteStartMs, shard })),
    );
    await roll(ofShards, ports);
  }
}
