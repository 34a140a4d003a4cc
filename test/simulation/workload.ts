import type { LogBatch, LogEvent } from '#shared/domain/model.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { DIALECTS } from '../../cli/local/gateway/exchange.ts';
import { exchangeLine } from '../../cli/local/gateway/log-lines.ts';
import { type Random, randomFrom } from '../../cli/local/gateway/random.ts';
import { SECRET_FIELDS, SECRETS } from '../privacy/secrets.ts';
import type { Weather } from './faults.ts';

/** A log event, and what is in it. */
export interface KnownEvent extends LogEvent {
  /** Null for a line that is none of our business. */
  readonly truth: { readonly vasid: string; readonly carrier: string; readonly code: number } | null;
}

/** A log batch of events that are known. */
export interface KnownBatch extends LogBatch {
  readonly events: readonly KnownEvent[];
}

/** A batch as CloudWatch Logs brings it to one invocation, and the instant at which it does. */
export interface Delivery {
  readonly atMs: number;
  readonly batch: KnownBatch;
  readonly parser: 'old' | 'new';
}

/** What a run is fed with. */
export interface Workload {
  readonly startMs: number;
  /** Minutes in which events happen. */
  readonly minutes: number;
  readonly deliveries: readonly Delivery[];
}

/** In the middle of an hour, and at the ends of an hour, a day and a year. */
const STARTS = [
  Date.UTC(2026, 10, 23, 12, 20),
  Date.UTC(2026, 10, 23, 12, 58),
  Date.UTC(2026, 10, 23, 23, 58),
  Date.UTC(2026, 11, 31, 23, 57),
] as const;
const STREAMS = [
  { logGroup: '/mms/gateway', logStream: 'i-1' },
  { logGroup: '/mms/gateway', logStream: 'i-2' },
  { logGroup: '/mms/reports', logStream: 'i-1' },
] as const;
const FORMATS = ['fields', 'fields', 'soap', 'json', 'dump'] as const;
const OWNER = '123456789012';
const MAX_EVENTS_PER_DELIVERY = 6;

/** Makes the events of a run and the ways they are delivered. */
export function makeWorkload(random: Random, weather: Weather): Workload {
  const startMs = random.pick(STARTS);
  const minutes = 2 + random.below(3);
  const hasIncident = random.next() < 0.6;
  const deliveries: Delivery[] = [];
  for (const stream of STREAMS.slice(0, 1 + random.below(STREAMS.length))) {
    const events = eventsOf(random, { startMs, minutes, hasIncident, name: `${stream.logGroup}${stream.logStream}` });
    const batches = cut(random, events).map((part) => ({ owner: OWNER, ...stream, events: part }));
    for (const [index, batch] of batches.entries()) {
      const neighbours = [...(batches[index - 1]?.events ?? []), ...batch.events];
      deliveries.push(...deliveriesOf(random, weather, batch, neighbours));
    }
  }
  return { startMs, minutes, deliveries };
}

function eventsOf(
  random: Random,
  run: { startMs: number; minutes: number; hasIncident: boolean; name: string },
): KnownEvent[] {
  const texts = randomFrom(random.below(2 ** 31));
  const events: KnownEvent[] = [];
  for (let minute = 0; minute < run.minutes; minute++) {
    const isBad = run.hasIncident && minute >= 1 && minute <= 2;
    const times = Array.from({ length: random.poisson(isBad ? 6 : 3) }, () => random.below(MINUTE_MS)).sort(
      (a, b) => a - b,
    );
    for (const atMs of times) {
      const id = `${run.name}-${events.length}`.padStart(56, '0');
      events.push(knownEvent(texts, { id, timestampMs: run.startMs + minute * MINUTE_MS + atMs }, isBad));
    }
  }
  return events;
}

function knownEvent(random: Random, event: { id: string; timestampMs: number }, isBad: boolean): KnownEvent {
  if (random.next() < 0.15) return { ...event, message: `queued message ${SECRET_FIELDS} in 3 ms`, truth: null };
  const vasid = random.pick(['svc-1', 'svc-2']);
  const carrier = random.pick(['31002', '31003']);
  const code = isBad && random.next() < 0.8 ? 2568 : random.pick([1000, 1000, 1000, 2002, 3510]);
  const format = random.pick(FORMATS);
  const exchange = {
    atMs: event.timestampMs,
    transactionId: event.id,
    vasid,
    carrier,
    code,
    recipient: `+${SECRETS.phone}`,
  };
  const line = exchangeLine(exchange, format, random.pick(DIALECTS));
  const message = format === 'fields' ? `${line} ${SECRET_FIELDS}` : line;
  return { ...event, message, truth: { vasid, carrier, code } };
}

function cut(random: Random, events: readonly KnownEvent[]): KnownEvent[][] {
  const parts: KnownEvent[][] = [];
  for (let at = 0; at < events.length; ) {
    const length = 1 + random.below(MAX_EVENTS_PER_DELIVERY);
    parts.push(events.slice(at, at + length));
    at += length;
  }
  return parts;
}

function deliveriesOf(
  random: Random,
  weather: Weather,
  batch: KnownBatch,
  neighbours: readonly KnownEvent[],
): Delivery[] {
  const lastMs = batch.events.at(-1)?.timestampMs ?? 0;
  const atMs = lastMs + delayMs(random, weather);
  const sometime = () => atMs + MINUTE_MS * 2 ** (10 * random.next()) * random.next();
  const parser = weather.strikes('oldParser') ? 'old' : 'new';
  const deliveries: Delivery[] = [{ atMs, batch, parser }];
  if (parser === 'old' && random.next() < 0.8) deliveries.push({ atMs: sometime(), batch, parser: 'new' });
  if (weather.strikes('duplicate')) deliveries.push({ atMs: sometime(), batch, parser });
  if (weather.strikes('recut')) {
    const from = random.below(neighbours.length);
    const events = neighbours.slice(from, from + 1 + random.below(MAX_EVENTS_PER_DELIVERY));
    deliveries.push({ atMs: sometime(), batch: { ...batch, events }, parser: 'new' });
  }
  if (weather.strikes('expired')) {
    const events = batch.events.slice(random.below(batch.events.length));
    deliveries.push({ atMs: lastMs + (31 + 10 * random.next()) * DAY_MS, batch: { ...batch, events }, parser: 'new' });
  }
  return deliveries;
}

/** From the last event of a batch to its first delivery. */
function delayMs(random: Random, weather: Weather): number {
  if (weather.strikes('veryLate')) return (20.1 + 9 * random.next()) * DAY_MS;
  if (weather.strikes('late')) return Math.min(10 * MINUTE_MS * 2 ** (12 * random.next()), 19 * DAY_MS + HOUR_MS);
  return 1_000 + 20_000 * random.next();
}
