import { formatCounterKey } from '#shared/domain/counter-key.ts';
import type { LogBatch, LogEvent } from '#shared/domain/model.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { DIALECTS, deliveryReport, type Exchange, reportAnswer } from './exchange.ts';
import { CARRIERS, incidentAt, SERVICES, type Service, USUAL_ERRORS } from './fleet.ts';
import { exchangeLine, noiseLine } from './log-lines.ts';
import { type Random, randomFrom } from './random.ts';

/** What to simulate. */
export interface SimulationOptions {
  readonly seed: number;
  /** Start of the first minute. */
  readonly startMs: number;
  readonly minutes: number;
}

/** What the gateway logged in one minute, as CloudWatch Logs delivers it. */
export interface GatewayMinute {
  readonly minuteStartMs: number;
  /** In order of delivery; a few come twice. */
  readonly batches: readonly LogBatch[];
  /** Counter key → how often the gateway logged it in this minute, each event once. */
  readonly truth: ReadonlyMap<string, number>;
}

/** One of so many deliveries is repeated, as CloudWatch Logs does now and then. */
const REPEATED_ONE_IN = 40;
/** One of so many reports is repeated by the provider: two events, two reports. */
const REPORT_REPEATED_ONE_IN = 30;
const REPORTED_SHARE = 0.5;

/**
 * A gateway that sends for several services to several carriers and logs every exchange with real SOAP, minute by minute.
 * The same seed gives the same logs.
 */
export function* simulateGateway({ seed, startMs, minutes }: SimulationOptions): Generator<GatewayMinute> {
  const random = randomFrom(seed);
  let serial = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const minuteStartMs = startMs + minute * MINUTE_MS;
    const truth = new Map<string, number>();
    const streams = new Map<string, { atMs: number; message: string }[]>();
    const log = (stream: string, atMs: number, message: string) =>
      streams.set(stream, [...(streams.get(stream) ?? []), { atMs, message }]);
    const count = (key: string) => truth.set(key, (truth.get(key) ?? 0) + 1);
    for (const service of SERVICES) {
      for (let left = random.poisson(service.perMinute); left > 0; left--) {
        serial += 1;
        const exchange = exchangeOf(service, { random, minute, minuteStartMs, serial });
        log(service.format, exchange.atMs, exchangeLine(exchange, service.format, random.pick(DIALECTS)));
        count(submitKey(exchange));
        if (exchange.code !== 1000 || random.next() > REPORTED_SHARE) continue;
        for (const status of reportsOf(random)) {
          log('reports', exchange.atMs + 1, deliveryReport(exchange, status));
          log('reports', exchange.atMs + 2, reportAnswer(exchange));
          count(formatCounterKey({ vasid: null, carrier: null, kind: 'delivery-report', outcome: status }));
          count(formatCounterKey({ vasid: null, carrier: null, kind: 'ack', outcome: '1000' }));
        }
      }
    }
    for (let left = random.poisson(60); left > 0; left--) {
      const atMs = minuteStartMs + random.below(MINUTE_MS);
      log(random.pick(['soap', 'json', 'app']), atMs, noiseLine(atMs, random));
    }
    yield { minuteStartMs, batches: deliver(streams, random), truth };
  }
}

function exchangeOf(
  service: Service,
  at: { readonly random: Random; readonly minute: number; readonly minuteStartMs: number; readonly serial: number },
): Exchange {
  const { random, minute, minuteStartMs, serial } = at;
  const carrier = carrierOf(random);
  const incident = incidentAt(minute, service.vasid, carrier);
  const fails = incident && random.next() < incident.failedShare;
  return {
    atMs: minuteStartMs + random.below(MINUTE_MS - 3),
    transactionId: `t${serial.toString(36)}`,
    vasid: service.vasid,
    carrier,
    recipient: `+1202555${String(random.below(10_000)).padStart(4, '0')}`,
    code: fails ? incident.code : usualCode(random),
  };
}

function submitKey({ vasid, carrier, code }: Exchange): string {
  return formatCounterKey({ vasid, carrier, kind: 'submit', outcome: String(code) });
}

function carrierOf(random: Random): string {
  let left = random.next();
  for (const [carrier, share] of CARRIERS) {
    if (left < share) return carrier;
    left -= share;
  }
  return CARRIERS[0]?.[0] ?? '';
}

function usualCode(random: Random): number {
  let left = random.next();
  for (const [code, share] of USUAL_ERRORS) {
    if (left < share) return code;
    left -= share;
  }
  return 1000;
}

function reportsOf(random: Random): string[] {
  const status = random.next() < 0.93 ? 'Retrieved' : random.pick(['Expired', 'Rejected', 'Deferred', 'Unreachable']);
  return random.below(REPORT_REPEATED_ONE_IN) === 0 ? [status, status] : [status];
}

const MOST_EVENTS_PER_DELIVERY = 200;

function deliver(streams: ReadonlyMap<string, { atMs: number; message: string }[]>, random: Random): LogBatch[] {
  const batches: LogBatch[] = [];
  for (const [stream, lines] of streams) {
    lines.sort((a, b) => a.atMs - b.atMs);
    const events = lines.map(
      (line, index): LogEvent => ({
        id: eventId(line.atMs, index, random),
        timestampMs: line.atMs,
        message: line.message,
      }),
    );
    for (let at = 0; at < events.length; at += MOST_EVENTS_PER_DELIVERY) {
      const batch = {
        owner: '123456789012',
        logGroup: stream === 'reports' ? '/mms/gateway/reports' : '/mms/gateway/submits',
        logStream: `${stream}/i-0a1b2c3d`,
        events: events.slice(at, at + MOST_EVENTS_PER_DELIVERY),
      };
      batches.push(batch);
      if (random.below(REPEATED_ONE_IN) === 0) batches.push(batch);
    }
  }
  return batches;
}

/** 56 digits as CloudWatch Logs gives them: the time stands in the bits above 144. */
function eventId(atMs: number, index: number, random: Random): string {
  const low = (BigInt(index) << 64n) | BigInt(random.below(2 ** 32));
  return ((BigInt(atMs) << 144n) | low).toString().padStart(56, '0');
}
