import { gzipSync } from 'node:zlib';
import { NOON_MS } from '../builders.ts';

/** What stands in a delivery of CloudWatch Logs, each part of which a test may spoil. */
export function deliveryBody(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ messageType: 'DATA_MESSAGE', owner: '123456789012', logGroup: '/mms/gateway', logStream: 'i-1' },
    ...{ subscriptionFilters: ['mm7watch'], logEvents: [deliveredEvent(0)] },
    ...overrides,
  };
}

/** An event with a status, as it stands in a delivery. */
export function deliveredEvent(index: number, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const message = `mm7 submit answered status_code=2568 tid=t${index} vasid=svc-1 carrier=31002`;
  return { id: String(index).padStart(56, '0'), timestamp: NOON_MS + index, message, ...overrides };
}

/** Base64 of gzip of what is given, of JSON where that is no text. */
export function packed(body: unknown): string {
  return gzipSync(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64');
}
