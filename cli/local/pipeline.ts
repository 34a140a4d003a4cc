import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoDetectorStore } from '#shared/adapters/dynamodb/detectors.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import type { ApiPorts } from '#shared/api/routes.ts';
import { catalogueOf, extractSettingsOf } from '#shared/config/extraction.ts';
import { watchOf } from '#shared/config/rules.ts';
import type { Settings } from '#shared/config/settings.ts';
import type { Watch } from '#shared/domain/detect/watch.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import type { Episode } from '#shared/domain/episode.ts';
import type { LogBatch } from '#shared/domain/model.ts';
import { DAY_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { type IngestSettings, type IngestSummary, ingest, type TouchedMinute } from '#shared/pipeline/ingest.ts';
import { type NotifySummary, notify } from '#shared/pipeline/notify.ts';
import { roll } from '#shared/pipeline/roll.ts';
import type { Notifier, RollupStore } from '#shared/ports.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';

/** The whole pipeline in one process, on an embedded DynamoDB: the recipes and adapters that are deployed, composed for a laptop. */
export interface LocalPipeline {
  readonly ingest: (batch: LogBatch, nowMs: number) => Promise<IngestSummary>;
  readonly roll: (touched: readonly TouchedMinute[]) => Promise<void>;
  readonly detect: (nowMs: number) => Promise<Episode[]>;
  readonly notify: (nowMs: number) => Promise<NotifySummary>;
  readonly query: ApiPorts;
  readonly close: () => Promise<void>;
}

/** What differs from one local run to the next. */
export interface LocalOptions {
  /** Folder that keeps the table; without one it is kept in a temporary folder and taken away at the end. */
  readonly storeFolder?: string | undefined;
  readonly notifier: Notifier;
  readonly settings: Settings;
  /** Stands between detection and the rollups, as a cache does. */
  readonly readThrough?: ((rollups: RollupStore) => Pick<RollupStore, 'list'>) | undefined;
}

/** Local logs may be of any age, since partials in a local store are not taken away while it is in use. */
const MAX_AGE_MS = Number.POSITIVE_INFINITY;
/** A log that names no zone may be that of a place ahead of UTC. */
const MAX_AHEAD_MS = DAY_MS;

/**
 * Opens the local pipeline.
 * @throws when the store's folder cannot be opened
 */
export async function openLocalPipeline(options: LocalOptions): Promise<LocalPipeline> {
  const temporaryFolder = options.storeFolder === undefined ? await mkdtemp(join(tmpdir(), 'mm7watch-')) : undefined;
  const database = await startEmbeddedDynamoDb(options.storeFolder ?? temporaryFolder);
  const stores = {
    partials: dynamoPartialStore(database),
    rollups: dynamoRollupStore(database),
    dimensions: dynamoDimensionStore(database),
    detectors: dynamoDetectorStore(database),
    scopes: dynamoScopeStore(database),
    episodes: dynamoEpisodeStore(database),
    silences: dynamoSilenceStore(database),
    markers: dynamoMarkerStore(database),
    samples: dynamoSampleStore(database),
  };
  const settings: IngestSettings = {
    extraction: extractSettingsOf(options.settings.extraction),
    shards: 1,
    maxAgeMs: MAX_AGE_MS,
    maxAheadMs: MAX_AHEAD_MS,
  };
  const samples = options.settings.extraction.sampleIds ? stores.samples : undefined;
  const watch = withoutNoLogs(watchOf(options.settings));
  const catalogue = catalogueOf(options.settings.extraction);
  const detectPorts = { ...stores, catalogue, rollups: options.readThrough?.(stores.rollups) ?? stores.rollups };
  return {
    ingest: (batch, nowMs) => ingest(batch, nowMs, settings, { ...stores, samples, sha256 }),
    roll: (touched) => roll(touched, { ...stores, catalogue }),
    detect: (nowMs) => detect(nowMs, watch, detectPorts),
    notify: (nowMs) => notify(nowMs, { ...stores, notifier: options.notifier }),
    query: { ...stores, catalogue, watched: watchedCodes(watch.rules) },
    async close() {
      await database.close();
      if (temporaryFolder) await rm(temporaryFolder, { recursive: true, force: true });
    },
  };
}

/** A file that ends is no log group that has fallen silent. */
function withoutNoLogs(watch: Watch): Watch {
  return { ...watch, rules: watch.rules.filter(({ kind }) => kind !== 'no-logs') };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
