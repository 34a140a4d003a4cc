import type { LogEvent } from '../domain/model.ts';
import { type Sha256, sealOfRecount } from '../domain/partial.ts';
import { HOUR_MS, MINUTE_MS, stepsBetween } from '../domain/time.ts';
import type { BackfillProgress, BackfillStore, LogReader, PartialStore, ReadEvent } from '../ports.ts';
import { type IngestSettings, ingest } from './ingest.ts';

/** What backfill needs. */
export interface BackfillPorts {
  readonly logs: LogReader;
  readonly partials: PartialStore;
  readonly progress: BackfillStore;
  readonly sha256: Sha256;
}

/** What is to be read once more: whole minutes, half-open. */
export interface BackfillRequest {
  readonly owner: string;
  readonly logGroup: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly filterPattern: string;
  /** Whether it takes the place of what was counted in these minutes of the log group, whatever its event ids. */
  readonly replaces: boolean;
}

/** One stretch of time that is read and stored. */
export interface BackfillStep {
  readonly doneMs: number;
  readonly events: number;
  readonly statuses: number;
  /** Events that are too old or too far ahead to be counted. */
  readonly refused: number;
}

/** A stretch that held more than this is followed by a shorter one, so that memory stays bounded; one that held less, by a longer. */
const MANY_EVENTS = 50_000;
const FEW_EVENTS = 5_000;
const MOST_EVENTS_PER_BATCH = 5_000;
/** What is given once more since a message in it was still open; what may be joined at most. */
const MOST_CARRIED_EVENTS = 400;

/**
 * Reads a range of a log group and ingests it stretch by stretch. What was counted already is counted once; one that broke off
 * goes on where it was. The table's stream sees to it that the minutes are rolled.
 */
export async function* backfill(
  request: BackfillRequest,
  nowMs: number,
  settings: IngestSettings,
  ports: BackfillPorts,
): AsyncGenerator<BackfillStep> {
  const { fromMs, toMs, replaces } = request;
  const name = nameOf(request);
  let progress = await begin(request, nowMs, ports.progress);
  const ingestSettings = replaces ? { ...settings, recountBegunMs: progress.begunMs } : settings;
  const carried = new Map<string, readonly LogEvent[]>();
  let stretchMs = MINUTE_MS;
  while (progress.doneMs < toMs) {
    const stretch = { fromMs: Math.max(fromMs, progress.doneMs), toMs: Math.min(toMs, progress.doneMs + stretchMs) };
    const events = await readAll({ ...request, ...stretch }, ports.logs);
    const sums = await ingestAll(events, { request, nowMs, carried, settings: ingestSettings, ports });
    if (replaces) await seal(request, { ...stretch, begunMs: progress.begunMs, shards: settings.shards }, ports);
    progress = { ...progress, doneMs: stretch.toMs };
    await ports.progress.save(name, progress, nowMs);
    yield { doneMs: stretch.toMs, events: events.length, ...sums };
    if (events.length > MANY_EVENTS) stretchMs = Math.max(MINUTE_MS, stretchMs / 2);
    else if (events.length < FEW_EVENTS) stretchMs = Math.min(HOUR_MS, stretchMs * 2);
  }
}

/** Goes on where the same backfill broke off; one that came to its end begins anew. */
async function begin(request: BackfillRequest, nowMs: number, store: BackfillStore): Promise<BackfillProgress> {
  const before = await store.load(nameOf(request));
  if (before && before.doneMs < request.toMs) return before;
  const progress = { begunMs: nowMs, doneMs: request.fromMs };
  await store.save(nameOf(request), progress, nowMs);
  return progress;
}

function nameOf({ owner, logGroup, fromMs, toMs, replaces }: BackfillRequest): string {
  return `${owner} ${logGroup} ${fromMs} ${toMs} ${replaces ? 'replace' : 'add'}`;
}

async function readAll(request: BackfillRequest, logs: LogReader): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const page of logs.read(request)) for (const event of page) events.push(event);
  return events;
}

interface IngestAll {
  readonly request: BackfillRequest;
  readonly nowMs: number;
  /** Of each log stream the events that are to be given once more. */
  readonly carried: Map<string, readonly LogEvent[]>;
  readonly settings: IngestSettings;
  readonly ports: BackfillPorts;
}

async function ingestAll(events: readonly ReadEvent[], { request, nowMs, carried, settings, ports }: IngestAll) {
  const { owner, logGroup } = request;
  const sums = { statuses: 0, refused: 0 };
  for (const [logStream, ofStream] of byLogStream(events)) {
    for (let at = 0; at < ofStream.length; at += MOST_EVENTS_PER_BATCH) {
      const head = carried.get(logStream) ?? [];
      const batch = {
        ...{ owner, logGroup, logStream, carriedEvents: head.length },
        events: [...head, ...ofStream.slice(at, at + MOST_EVENTS_PER_BATCH)],
      };
      const { statuses, refusedOld, refusedAhead, openFrom } = await ingest(batch, nowMs, settings, ports);
      sums.statuses += statuses;
      sums.refused += refusedOld + refusedAhead;
      const open = openFrom === null ? [] : batch.events.slice(openFrom);
      carried.set(logStream, open.length > MOST_CARRIED_EVENTS ? [] : open);
    }
  }
  return sums;
}

function byLogStream(events: readonly ReadEvent[]): Map<string, LogEvent[]> {
  const streams = new Map<string, LogEvent[]>();
  for (const { logStream, ...event } of events) {
    const ofStream = streams.get(logStream) ?? [];
    streams.set(logStream, ofStream);
    ofStream.push(event);
  }
  return streams;
}

/** Puts the recount of a stretch in force: of every minute, also of those in which nothing was found. */
async function seal(
  { logGroup }: BackfillRequest,
  stretch: { readonly fromMs: number; readonly toMs: number; readonly begunMs: number; readonly shards: number },
  { partials, sha256 }: BackfillPorts,
): Promise<void> {
  const shards = Array.from({ length: stretch.shards }, (_, shard) => shard);
  const seals = stepsBetween('minute', stretch.fromMs, stretch.toMs).flatMap((minuteStartMs) =>
    shards.map((shard) => sealOfRecount({ logGroup, minuteStartMs, shard }, stretch.begunMs, sha256)),
  );
  await partials.put(seals);
}
