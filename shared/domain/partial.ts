import { counterKeyOf, formatCounterKey } from './counter-key.ts';
import type { Extraction } from './extract/extraction.ts';
import type { Defect, LogBatch, LogEvent, StatusEvent } from './model.ts';
import { startOf } from './time.ts';

/**
 * Version of the parser that read a log line. Raise it when extraction would read the same line differently: replayed
 * events are then owned by the newer reading.
 */
export const PARSER_VERSION = 1;

/** Events in one partial at most; keeps an item far below DynamoDB's 400 kB whatever the keys are. */
export const MAX_EVENTS_PER_PARTIAL = 2_000;

/** Bytes of an event's digest: 96 bits make a collision among 10⁹ events of one minute less likely than 10⁻¹⁰. */
export const DIGEST_BYTES = 12;

/** SHA-256 of a UTF-8 string as 64 hexadecimal digits. The domain has no crypto of its own. */
export type Sha256 = (text: string) => string;

/**
 * What one delivered batch said about one minute: immutable, and named by a hash of its content, so that storing it twice
 * is storing it once. An event's digest stands under each of its counter keys, as often as it gave that key.
 */
export interface PartialCount {
  readonly minuteStartMs: number;
  readonly shard: number;
  readonly parserVersion: number;
  /** Hash of all that follows. */
  readonly hash: string;
  readonly logGroup: string;
  /** Events of this minute in the batch, whatever they held. */
  readonly seen: number;
  /** Counter key → digests of the events that gave it, as 24 hexadecimal digits each, sorted. */
  readonly digests: ReadonlyMap<string, readonly string[]>;
  /** Of what recount it is part; undefined for what was delivered. */
  readonly recount?: Recount;
}

/**
 * A recount of whole minutes of a log group, which takes the place of everything that was counted there before. It takes it
 * at once, with its seal, so that one which breaks off changes nothing.
 */
export interface Recount {
  /** When it was begun; of several the last one counts. */
  readonly begunMs: number;
  /** Whether this says that everything of the minute is stored. */
  readonly isSeal: boolean;
}

/** What aggregation needs beside the batch. */
export interface AggregateOptions {
  readonly sha256: Sha256;
  /** Number of shards a minute is spread over; 1 serves some 1,000 events a second. */
  readonly shards: number;
  readonly parserVersion?: number;
  /** When the recount was begun whose part this is; undefined for what was delivered. */
  readonly recountBegunMs?: number | undefined;
}

/**
 * Groups what a batch said by minute into partials. All keys of one event stay in one partial, so that rolling can own an
 * event's reading as a whole. A minute in which nothing was matched still gives a partial: it was seen.
 */
export function aggregate(batch: LogBatch, extraction: Extraction, options: AggregateOptions): PartialCount[] {
  const partials: PartialCount[] = [];
  for (const [minuteStartMs, { seen, firstId, lastId, matched }] of groupByMinute(batch, extraction)) {
    for (let at = 0; at === 0 || at < matched.length; at += MAX_EVENTS_PER_PARTIAL) {
      const events =
        matched.length <= MAX_EVENTS_PER_PARTIAL ? matched : matched.slice(at, at + MAX_EVENTS_PER_PARTIAL);
      const digests = digestsByKey(batch, events, options.sha256);
      const content = { minuteStartMs, digests, seen: at === 0 ? seen : 0, extent: `${firstId} ${lastId}` };
      partials.push(seal(batch, options, content));
    }
  }
  return partials;
}

/** An event always falls into the same shard, so shards never need each other. */
export function shardOf(logGroup: string, logStream: string, shards: number): number {
  if (shards <= 1) return 0;
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  const name = `${logGroup}\0${logStream}`;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % shards;
}

/** Identity of a log event: the first 12 bytes of SHA-256 over owner, log group, log stream and event id. */
export function digestOf(batch: Omit<LogBatch, 'events'>, eventId: string, sha256: Sha256): string {
  return sha256(`${batch.owner}\0${batch.logGroup}\0${batch.logStream}\0${eventId}`).slice(0, 2 * DIGEST_BYTES);
}

/** An event that said something, with the counter keys it gave. */
interface MatchedEvent {
  readonly id: string;
  readonly keys: readonly string[];
}

interface MinuteOfBatch {
  seen: number;
  readonly firstId: string;
  lastId: string;
  readonly matched: MatchedEvent[];
}

/** Passes once over the events and over what they said, which stands in their order. */
function groupByMinute(batch: LogBatch, { statuses, defects }: Extraction): Map<number, MinuteOfBatch> {
  const minutes = new Map<number, MinuteOfBatch>();
  const { carriedEvents = 0 } = batch;
  let [index, statusAt, defectAt] = [0, 0, 0];
  for (const event of batch.events) {
    const minuteStartMs = startOf('minute', event.timestampMs);
    let minute = minutes.get(minuteStartMs);
    if (!minute) {
      minute = { seen: 0, firstId: event.id, lastId: event.id, matched: [] };
      minutes.set(minuteStartMs, minute);
    }
    if (index >= carriedEvents) minute.seen += 1;
    minute.lastId = event.id;
    index += 1;
    if (!isOf(event, statuses[statusAt]) && !isOf(event, defects[defectAt])) continue;
    const keys: string[] = [];
    for (let of = statuses[statusAt]; isOf(event, of); of = statuses[++statusAt]) keys.push(counterKeyOf(of));
    for (let of = defects[defectAt]; isOf(event, of); of = defects[++defectAt]) keys.push(defectKeyOf(of));
    minute.matched.push({ id: event.id, keys });
  }
  return minutes;
}

/** The instants of two events differ more often than not, and ids of 56 digits do so near their ends. */
function isOf<Said extends StatusEvent | Defect>(event: LogEvent, said: Said | undefined): said is Said {
  return said !== undefined && said.timestampMs === event.timestampMs && said.eventId === event.id;
}

function defectKeyOf({ defect }: Defect): string {
  return formatCounterKey({ vasid: null, carrier: null, kind: defect, outcome: '' });
}

function digestsByKey(batch: LogBatch, events: readonly MatchedEvent[], sha256: Sha256): Map<string, string[]> {
  const digests = new Map<string, string[]>();
  for (const { id, keys } of events) {
    const digest = digestOf(batch, id, sha256);
    for (const key of keys) {
      const ofKey = digests.get(key);
      if (ofKey) ofKey.push(digest);
      else digests.set(key, [digest]);
    }
  }
  for (const ofKey of digests.values()) ofKey.sort();
  return digests;
}

/** Names a partial by its content. The extent (first and last event) tells apart batches of which nothing was matched. */
function seal(
  batch: LogBatch,
  options: AggregateOptions,
  content: { minuteStartMs: number; digests: Map<string, string[]>; seen: number; extent: string },
): PartialCount {
  const parserVersion = options.parserVersion ?? PARSER_VERSION;
  const lines = [...content.digests].map(([key, digests]) => `${key} ${digests.join('')}`).sort();
  const { recountBegunMs } = options;
  const recount = recountBegunMs === undefined ? undefined : { begunMs: recountBegunMs, isSeal: false };
  const origin = recount ? `recount ${recount.begunMs}\n` : '';
  const { owner, logGroup, logStream } = batch;
  const name = `${owner}\n${logGroup}\n${logStream}\n${content.seen}\n${content.extent}\n${origin}${lines.join('\n')}`;
  return {
    minuteStartMs: content.minuteStartMs,
    shard: shardOf(logGroup, logStream, options.shards),
    parserVersion,
    hash: options.sha256(name).slice(0, 32),
    logGroup,
    seen: content.seen,
    digests: content.digests,
    ...(recount ? { recount } : {}),
  };
}

/** The seal of a recount on one minute of a log group. */
export function sealOfRecount(
  { logGroup, minuteStartMs, shard }: Pick<PartialCount, 'logGroup' | 'minuteStartMs' | 'shard'>,
  begunMs: number,
  sha256: Sha256,
): PartialCount {
  const hash = sha256(`seal\n${logGroup}\n${begunMs}`).slice(0, 32);
  const nothing = { parserVersion: PARSER_VERSION, seen: 0, digests: new Map() };
  return { minuteStartMs, shard, hash, logGroup, ...nothing, recount: { begunMs, isSeal: true } };
}
