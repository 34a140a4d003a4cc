import type { LogBatch } from '#shared/domain/model.ts';
import { dimensionOf, LEAVES } from '#shared/domain/scope.ts';
import { formatMinute, STEPS, type Step, startOf } from '#shared/domain/time.ts';
import type { Delivery, KnownEvent } from './workload.ts';

/** Under this carrier the old parser counts whatever it reads. */
export const OLD_CARRIER = 'misread';

/** `minute 2026-11-23T12:00Z carrier=31003` → `submit|2568` → count. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What ought to be counted, written down as events are delivered and reckoned without any of the product's code. */
export interface Ledger {
  /** Notes a delivery that began while its events could still be counted; later ones are not to be. */
  readonly note: (delivery: Delivery, nowMs: number, maxAgeMs: number) => void;
  readonly expected: () => Counts;
}

/** Starts with nothing delivered. */
export function startLedger(): Ledger {
  const best = new Map<string, { readonly event: KnownEvent; readonly isMisread: boolean }>();
  return {
    note({ batch, parser }, nowMs, maxAgeMs) {
      for (const event of batch.events) {
        if (event.timestampMs < nowMs - maxAgeMs) continue;
        const name = nameOf(batch, event);
        if (parser === 'new' || !best.has(name)) best.set(name, { event, isMisread: parser === 'old' });
      }
    },
    expected() {
      const counts = new Map<string, Map<string, number>>();
      for (const { event, isMisread } of best.values()) {
        if (!event.truth) continue;
        const { vasid, code } = event.truth;
        const carrier = isMisread ? OLD_CARRIER : event.truth.carrier;
        for (const step of [...STEPS, MINUTE_OF_HOUR] as const) {
          if (step !== MINUTE_OF_HOUR)
            count(counts, countName(step, event.timestampMs, LEAVES), `${vasid}|${carrier}|submit|${code}`);
          for (const scope of [
            { vasid: null, carrier: null },
            { vasid, carrier: null },
            { vasid: null, carrier },
            { vasid, carrier },
          ]) {
            count(counts, countName(step, event.timestampMs, dimensionOf(scope)), `submit|${code}`);
          }
        }
      }
      return counts;
    },
  };
}

/** A minute as the rollup of its hour tells it. */
export const MINUTE_OF_HOUR = 'minute of its hour';

/** Under which name the counts of a dimension at an instant stand. */
export function countName(step: Step | typeof MINUTE_OF_HOUR, atMs: number, dimension: string): string {
  return `${step} ${formatMinute(startOf(step === MINUTE_OF_HOUR ? 'minute' : step, atMs))} ${dimension}`;
}

/** Where two tables of counts differ, in words; a count of 0 and none are the same. */
export function differencesBetween(expected: Counts, found: Counts): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((name) => {
    const [wanted, got] = [expected.get(name) ?? NOTHING, found.get(name) ?? NOTHING];
    const keys = [...new Set([...wanted.keys(), ...got.keys()])];
    const differing = keys.filter((key) => (wanted.get(key) ?? 0) !== (got.get(key) ?? 0));
    const words = differing.map((key) => `${key} wanted ${wanted.get(key) ?? 0}, got ${got.get(key) ?? 0}`);
    return words.length === 0 ? [] : [`${name}: ${words.join('; ')}`];
  });
}

const NOTHING: ReadonlyMap<string, number> = new Map();

function count(counts: Map<string, Map<string, number>>, name: string, key: string): void {
  const named = counts.get(name) ?? new Map<string, number>();
  counts.set(name, named.set(key, (named.get(key) ?? 0) + 1));
}

function nameOf({ logGroup, logStream }: LogBatch, { id }: KnownEvent): string {
  return `${logGroup} ${logStream} ${id}`;
}
