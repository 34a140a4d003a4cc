import { isAscii } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { LogBatch } from '../../domain/model.ts';
import { PayloadError } from './payload-error.ts';
import { splitDelivery } from './split.ts';

export { PayloadError };

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
 * Decodes what a subscription filter delivers. Messages are read when they are asked for, where the delivery allows it.
 * @param payload base64 of gzip of JSON
 * @throws PayloadError where it is none
 */
export function decodePayload(payload: string): Delivery {
  try {
    const json = unpack(payload);
    const split = splitDelivery(json);
    if (split === null) return decodeJson(json);
    const around = parseHead(split.head);
    return around.kind === 'control' ? around : { kind: 'batch', batch: { ...around.batch, events: split.events } };
  } catch (cause) {
    throw new PayloadError(cause);
  }
}

/** The straightforward way: reads the whole of it, however it is written. */
export function decodeJson(json: string): Delivery {
  const { messageType, owner, logGroup, logStream, logEvents } = Payload.parse(JSON.parse(json));
  if (messageType === 'CONTROL_MESSAGE') return { kind: 'control' };
  const events = logEvents.map(({ id, timestamp, message }) => ({ id, timestampMs: timestamp, message }));
  return { kind: 'batch', batch: { owner, logGroup, logStream, events } };
}

/** Deliveries of one stream follow each other, with the same before their events. */
let last: { readonly head: string; readonly delivery: Delivery } | undefined;

function parseHead(head: string): Delivery {
  if (last?.head !== head) last = { head, delivery: decodeJson(`${head}]}`) };
  return last.delivery;
}

function unpack(payload: string): string {
  const packed = Buffer.from(payload, 'base64');
  const bytes = gunzipSync(packed, { maxOutputLength: MOST_BYTES, chunkSize: chunkSizeFor(packed) });
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

const SMALLEST_CHUNK_BYTES = 1024;
const LARGEST_CHUNK_BYTES = 16 * 1024 * 1024;

/** The size that the gzip trailer states (RFC 1952, ISIZE), so that one buffer takes it all; it may lie, so it is bounded. */
function chunkSizeFor(packed: Buffer): number {
  const stated = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4) + 1;
  return Math.min(LARGEST_CHUNK_BYTES, Math.max(SMALLEST_CHUNK_BYTES, stated));
}
