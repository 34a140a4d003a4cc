import * as z from 'zod/mini';
import type { LogBatch } from '../../domain/model.ts';
import { cutDelivery } from './cut.ts';
import { gunzip } from './gunzip.ts';
import { PayloadError } from './payload-error.ts';

export { PayloadError };

/** What a delivery holds: events, or a message by which CloudWatch Logs tries whether anybody is there. */
export type Delivery = { readonly kind: 'batch'; readonly batch: LogBatch } | { readonly kind: 'control' };

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
    const { text, place } = gunzip(payload);
    const cut = place && cutDelivery(text, place);
    if (cut === null) return decodeJson(text);
    const around = parseHead(cut.head);
    if (around.kind === 'control') return around;
    const { owner, logGroup, logStream } = around.batch;
    return { kind: 'batch', batch: { owner, logGroup, logStream, events: cut.events } };
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
