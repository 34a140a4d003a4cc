import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { LogBatch } from '../../domain/model.ts';

/** A delivery that is none: not base64 of gzip of the JSON that CloudWatch Logs sends. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';
}

/** What a delivery holds: events, or a message by which CloudWatch Logs tries whether anybody is there. */
export type Delivery = { readonly kind: 'batch'; readonly batch: LogBatch } | { readonly kind: 'control' };

/** Far more than a delivery may hold unpacked; a bomb ends here. */
const MOST_BYTES = 64 * 1024 * 1024;

const Payload = z.object({
  messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
  owner: z.string(),
  logGroup: z.string(),
  logStream: z.string(),
  logEvents: z.array(z.object({ id: z.string(), timestamp: z.number(), message: z.string() })),
});

/**
 * Decodes what a subscription filter delivers.
 * @param payload base64 of gzip of JSON
 * @throws PayloadError where it is none
 */
export function decodePayload(payload: string): Delivery {
  const { messageType, owner, logGroup, logStream, logEvents } = parse(payload);
  if (messageType === 'CONTROL_MESSAGE') return { kind: 'control' };
  const events = logEvents.map(({ id, timestamp, message }) => ({ id, timestampMs: timestamp, message }));
  return { kind: 'batch', batch: { owner, logGroup, logStream, events } };
}

function parse(payload: string): z.output<typeof Payload> {
  try {
    const packed = Buffer.from(payload, 'base64');
    const json = gunzipSync(packed, { maxOutputLength: MOST_BYTES, chunkSize: chunkSizeFor(packed) }).toString('utf8');
    return Payload.parse(JSON.parse(json));
  } catch (cause) {
    throw new PayloadError('a delivery must be base64 of gzip of the JSON of CloudWatch Logs; this one is not', {
      cause,
    });
  }
}

const SMALLEST_CHUNK_BYTES = 16 * 1024;
const LARGEST_CHUNK_BYTES = 16 * 1024 * 1024;

/** The size that the gzip trailer states (RFC 1952, ISIZE), so that one buffer takes it all; it may lie, so it is bounded. */
function chunkSizeFor(packed: Buffer): number {
  const stated = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4) + 1;
  return Math.min(LARGEST_CHUNK_BYTES, Math.max(SMALLEST_CHUNK_BYTES, stated));
}
