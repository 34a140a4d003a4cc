import * as z from 'zod/mini';
import { parseCounterKey } from '#shared/domain/counter-key.ts';
import { simulateGateway } from '../../cli/local/gateway/simulate.ts';
import { NOON_MS } from '../builders.ts';

/** A log and what is in it. */
export interface KnownLog {
  /** JSON Lines. */
  readonly text: string;
  readonly events: number;
  /** `submit|2568` → how often. */
  readonly counts: ReadonlyMap<string, number>;
}

const MINUTES = 40;

/** What a simulated gateway logs, deliveries that repeat included. */
export function logOfGateway(seed: number): KnownLog {
  const lines: string[] = [];
  const counts = new Map<string, number>();
  for (const { batches, truth } of simulateGateway({ seed, startMs: NOON_MS, minutes: MINUTES })) {
    for (const { logStream, events } of batches) {
      for (const { id, timestampMs, message } of events)
        lines.push(JSON.stringify({ id, timestamp: timestampMs, logStreamName: logStream, message }));
    }
    for (const [key, count] of truth) {
      const { kind, outcome } = parseCounterKey(key);
      counts.set(`${kind}|${outcome}`, (counts.get(`${kind}|${outcome}`) ?? 0) + count);
    }
  }
  return { text: `${lines.join('\n')}\n`, events: lines.length, counts };
}

const Output = z.object({
  overview: z.object({
    outcomes: z.array(z.object({ kind: z.string(), outcome: z.string(), count: z.number() })),
  }),
});

/** Reads the counts from the last line that `run --json` wrote. */
export function countsByOutcome(output: string): Map<string, number> {
  const { overview } = Output.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  return new Map(overview.outcomes.map(({ kind, outcome, count }) => [`${kind}|${outcome}`, count]));
}

/** Where two tables of counts differ, in words. */
export function differences(wanted: ReadonlyMap<string, number>, got: ReadonlyMap<string, number>): string[] {
  return [...new Set([...wanted.keys(), ...got.keys()])]
    .filter((key) => wanted.get(key) !== got.get(key))
    .map((key) => `${key} wanted ${wanted.get(key) ?? 0}, got ${got.get(key) ?? 0}`);
}
