import { withoutRepeats } from '../domain/batch.ts';
import { extract } from '../domain/extract/extract.ts';
import type { ExtractSettings } from '../domain/extract/extraction.ts';
import type { LogBatch, LogEvent } from '../domain/model.ts';
import { aggregate, type Sha256 } from '../domain/partial.ts';
import { samplesOf } from '../domain/sample.ts';
import type { PartialStore, SampleStore } from '../ports.ts';

/** What ingest needs. */
export interface IngestPorts {
  readonly partials: PartialStore;
  /** There only where samples are wanted. */
  readonly samples?: Pick<SampleStore, 'put'> | undefined;
  readonly sha256: Sha256;
}

/** How ingest is to work. */
export interface IngestSettings {
  /** What extraction cannot guess of a log group's events. */
  readonly extraction: (logGroup: string) => ExtractSettings;
  readonly shards: number;
  /** Events older than this are refused, since their partials may have expired and would be counted anew. */
  readonly maxAgeMs: number;
  /** Events further ahead of the clock than this are refused. */
  readonly maxAheadMs: number;
  /** When the recount was begun that takes the place of what was delivered; undefined for deliveries. */
  readonly recountBegunMs?: number | undefined;
}

/** What became of one batch. */
export interface IngestSummary {
  readonly seen: number;
  /** Statuses found. */
  readonly statuses: number;
  readonly refusedOld: number;
  readonly refusedAhead: number;
  /** Minutes whose counts the batch touches, with their shard: what roll has to do next. */
  readonly touched: readonly TouchedMinute[];
  /** Index of the first event of a message left open at the end of the batch; see `Extraction`. */
  readonly openFrom: number | null;
  /** What lines look like that hold a status which cannot be read or told; a few of them. */
  readonly shapes: readonly string[];
}

/** A minute of a shard. */
export interface TouchedMinute {
  readonly minuteStartMs: number;
  readonly shard: number;
}

const MOST_SHAPES = 5;

/**
 * Reads a batch of log events and stores what it said. It returns, and may be acknowledged, only when everything is stored;
 * the same batch again changes nothing.
 */
export async function ingest(
  batch: LogBatch,
  nowMs: number,
  settings: IngestSettings,
  ports: IngestPorts,
): Promise<IngestSummary> {
  const { accepted, refusedOld, refusedAhead } = refuseUntimely(withoutRepeats(batch.events), nowMs, settings);
  const extraction = extract(accepted, settings.extraction(batch.logGroup));
  const read = accepted === batch.events ? batch : { ...batch, events: accepted };
  const partials = aggregate(read, extraction, {
    sha256: ports.sha256,
    shards: settings.shards,
    recountBegunMs: settings.recountBegunMs,
  });
  await ports.partials.put(partials);
  if (ports.samples) await ports.samples.put(samplesOf(accepted, extraction));
  return {
    seen: batch.events.length,
    statuses: extraction.statuses.length,
    refusedOld,
    refusedAhead,
    touched: partials.map(({ minuteStartMs, shard }) => ({ minuteStartMs, shard })),
    openFrom: extraction.openFrom,
    shapes: [...new Set(extraction.defects.map(({ shape }) => shape))].slice(0, MOST_SHAPES),
  };
}

function refuseUntimely(events: readonly LogEvent[], nowMs: number, { maxAgeMs, maxAheadMs }: IngestSettings) {
  const oldestMs = nowMs - maxAgeMs;
  const newestMs = nowMs + maxAheadMs;
  let refusedOld = 0;
  let refusedAhead = 0;
  for (const { timestampMs } of events) {
    if (timestampMs < oldestMs) refusedOld += 1;
    else if (timestampMs > newestMs) refusedAhead += 1;
  }
  if (refusedOld + refusedAhead === 0) return { accepted: events, refusedOld, refusedAhead };
  const accepted = events.filter(({ timestampMs }) => timestampMs >= oldestMs && timestampMs <= newestMs);
  return { accepted, refusedOld, refusedAhead };
}
