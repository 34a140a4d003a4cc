import { createHash } from 'node:crypto';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import type { Episode } from '#shared/domain/episode.ts';
import type { Extraction } from '#shared/domain/extract/extraction.ts';
import type { Marker } from '#shared/domain/marker.ts';
import type { LogBatch, LogEvent, StatusEvent } from '#shared/domain/model.ts';
import { aggregate, type PartialCount } from '#shared/domain/partial.ts';
import type { Rollup } from '#shared/domain/roll.ts';
import type { Silence } from '#shared/domain/silence.ts';

/** A minute on which tests agree. */
export const NOON_MS = Date.UTC(2026, 10, 23, 12, 0);

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function logEvent(overrides: Partial<LogEvent> = {}): LogEvent {
  return { id: '0'.repeat(55) + 1, timestampMs: NOON_MS, message: 'nothing to see', ...overrides };
}

export function logBatch(overrides: Partial<LogBatch> = {}): LogBatch {
  return { owner: '123456789012', logGroup: '/mms/gateway', logStream: 'i-1', events: [logEvent()], ...overrides };
}

export function statusEvent(overrides: Partial<StatusEvent> = {}): StatusEvent {
  const nobody = { vasid: null, carrier: null };
  return { eventId: 'e1', timestampMs: NOON_MS, kind: 'submit', code: 1000, status: null, ...nobody, ...overrides };
}

export function extraction(overrides: Partial<Extraction> = {}): Extraction {
  return { statuses: [], defects: [], openFrom: null, ...overrides };
}

/** The partials of statuses, one log event each. */
export function partialsOf(statuses: readonly StatusEvent[], parserVersion?: number): PartialCount[] {
  const events = statuses.map(({ eventId, timestampMs }) => logEvent({ id: eventId, timestampMs }));
  const options = { sha256, shards: 1, ...(parserVersion === undefined ? {} : { parserVersion }) };
  return aggregate(logBatch({ events }), extraction({ statuses }), options);
}

export function rollup(overrides: Partial<Rollup> = {}): Rollup {
  return {
    ...{ dimension: 'all', step: 'minute', startMs: NOON_MS, shard: 0, counts: new Map([['submit|1000', 1]]) },
    ...{ events: 1, partials: 1, parserVersion: 1 },
    ...overrides,
  };
}

export function leafMinute(overrides: Partial<LeafMinute> = {}): LeafMinute {
  return { startMs: NOON_MS, vasid: 'svc-1', carrier: '31002', messages: 100, errors: new Map(), ...overrides };
}

export function episode(overrides: Partial<Episode> = {}): Episode {
  return {
    ...{ id: '2026-11-23-1200-abc123', rule: 'provisioning-auth', severity: 'critical', codes: [2568] },
    ...{ scope: { vasid: 'svc-1', carrier: null }, state: 'open', sinceMs: NOON_MS, openedMs: NOON_MS + 60_000 },
    ...{ resolvedMs: null, errors: 41, messages: 380, usualShare: 0.005, byVasid: [], byCarrier: [], history: [] },
    ...{ version: 1, outbox: [] },
    ...overrides,
  };
}

export function silence(overrides: Partial<Silence> = {}): Silence {
  return {
    ...{ id: 's-2026-11-23-1200-abc123', matcher: { rule: 'provisioning-auth' }, author: 'Ada', reason: 'new keys' },
    ...{ fromMs: NOON_MS, untilMs: NOON_MS + 3_600_000 },
    ...overrides,
  };
}

export function marker(overrides: Partial<Marker> = {}): Marker {
  return { atMs: NOON_MS, text: 'credentials rotated', vasid: null, author: 'Ada', ...overrides };
}
