import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { LogEvent } from '#shared/domain/model.ts';
import type { Line } from './lines.ts';

/** A log event with the place it comes from. */
export interface PlacedEvent {
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly event: LogEvent;
}

/** Where the lines of an input belong that do not say it themselves. */
export interface Place {
  readonly logGroup: string;
  readonly logStream: string;
}

const OWNER = 'local';

const CloudWatchEvent = z.object({
  message: z.string(),
  timestamp: z.union([z.number(), z.string()]).optional(),
  id: z.string().optional(),
  eventId: z.string().optional(),
  logStreamName: z.string().optional(),
});
type CloudWatchEvent = z.infer<typeof CloudWatchEvent>;

const Delivery = z.object({
  messageType: z.string().optional(),
  owner: z.string().default(OWNER),
  logGroup: z.string(),
  logStream: z.string(),
  logEvents: z.array(CloudWatchEvent),
});
const Payload = z.object({ awslogs: z.object({ data: z.string() }) });

/**
 * Reads an event of a CloudWatch answer or of JSON Lines; null where the text is no such event.
 * @param line the text and where it stands, which is its identity unless it brings an id
 */
export function eventOfJson(line: Line, place: Place, fallbackMs: number): PlacedEvent | null {
  const parsed = parseJson(line.text);
  const read = CloudWatchEvent.safeParse(parsed);
  if (!read.success || !hasIdentity(read.data)) return null;
  return placed(read.data, place, identityOf(line), fallbackMs);
}

/** Reads a line that is a whole delivery: a subscription's payload or a batch; null where it is none. */
export function deliveryOf(line: Line, place: Place, fallbackMs: number): PlacedEvent[] | null {
  const parsed = parseJson(line.text);
  const payload = Payload.safeParse(parsed);
  const read = Delivery.safeParse(payload.success ? parseJson(inflate(payload.data.awslogs.data)) : parsed);
  if (read.success) {
    const { owner, logGroup, logStream, logEvents } = read.data;
    return logEvents.map((event, index) => ({
      ...placed(event, { logGroup, logStream }, `${identityOf(line)}-${index}`, fallbackMs),
      owner,
    }));
  }
  const batch = z.object({ events: z.array(CloudWatchEvent) }).safeParse(parsed);
  if (!batch.success) return null;
  return batch.data.events.map((event, index) => placed(event, place, `${identityOf(line)}-${index}`, fallbackMs));
}

/** A line of text as an event. */
export function eventOfText(line: Line, place: Place, timestampMs: number): PlacedEvent {
  return { owner: OWNER, ...place, event: { id: identityOf(line), timestampMs, message: line.text } };
}

function placed(event: CloudWatchEvent, place: Place, identity: string, fallbackMs: number): PlacedEvent {
  const { message, timestamp, id, eventId, logStreamName } = event;
  const timestampMs = typeof timestamp === 'string' ? Date.parse(timestamp) : (timestamp ?? Number.NaN);
  return {
    owner: OWNER,
    logGroup: place.logGroup,
    logStream: logStreamName ?? place.logStream,
    event: {
      id: id ?? eventId ?? identity,
      timestampMs: Number.isFinite(timestampMs) ? timestampMs : fallbackMs,
      message,
    },
  };
}

function hasIdentity({ id, eventId, timestamp }: CloudWatchEvent): boolean {
  return id !== undefined || eventId !== undefined || timestamp !== undefined;
}

/**
 * The identity of a local line: its offset and a hash of its text. Together with the name of its file it is the same
 * whenever the file is read, and another where a rotated file has other lines in the same place.
 */
function identityOf({ text, offset }: Line): string {
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${String(offset).padStart(15, '0')}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a line that is no JSON is a line of text
  }
}

const MOST_INFLATED_BYTES = 64 * 1024 * 1024;

function inflate(base64: string): string {
  try {
    return gunzipSync(Buffer.from(base64, 'base64'), { maxOutputLength: MOST_INFLATED_BYTES }).toString('utf8');
  } catch {
    return ''; // then the line is read as text
  }
}
