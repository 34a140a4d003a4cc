import { createHash } from 'node:crypto';
import { dynamoDetectorStore } from '#shared/adapters/dynamodb/detectors.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { EVERYWHERE, type Rule } from '#shared/domain/detect/rule.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import type { PartialCount } from '#shared/domain/partial.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { type IngestSettings, ingest, type TouchedMinute } from '#shared/pipeline/ingest.ts';
import { notify } from '#shared/pipeline/notify.ts';
import { roll } from '#shared/pipeline/roll.ts';
import { type SweepRange, sweep } from '#shared/pipeline/sweep.ts';
import type { Notifier, PartialStore } from '#shared/ports.ts';
import type { Invocation } from './platform.ts';
import { OLD_CARRIER } from './truth.ts';
import type { Variation } from './variation.ts';
import type { Delivery } from './workload.ts';

/** Rules of both kinds that so few events can trip. */
const RULES: readonly Rule[] = [
  {
    ...EVERYWHERE,
    name: 'provisioning-auth',
    kind: 'evidence',
    codes: [2568, 2002],
    severity: 'critical',
    families: new Map([[2002, 'auth']]),
  },
  {
    ...EVERYWHERE,
    ...{ name: 'throughput', kind: 'rate', codes: [3510], severity: 'warning' },
    ...{ windowMinutes: 2, minErrors: 2, minMessages: 4, minShare: 0.2, minTimesUsual: 1, clearMinutes: 2 },
  },
];

/** As deployed. */
export const MAX_AGE_MS = 20 * DAY_MS;

/** What the deployed functions do in one invocation: the recipes of the product on its own adapters. */
export interface Functions {
  readonly ingest: (invocation: Invocation, delivery: Delivery, nowMs: number) => Promise<void>;
  readonly roll: (invocation: Invocation, touched: readonly TouchedMinute[], nowMs: number) => Promise<void>;
  readonly tick: (invocation: Invocation, nowMs: number) => Promise<void>;
  readonly sweep: (invocation: Invocation, range: Omit<SweepRange, 'shards'>) => Promise<void>;
  readonly notify: (invocation: Invocation, nowMs: number) => Promise<void>;
}

/** Composes the functions. */
export function composeFunctions(options: {
  readonly shards: number;
  readonly notifierOf: (invocation: Invocation) => Notifier;
  readonly variation: Variation;
  /** Called with what a function would write to its log. */
  readonly onLog?: (said: unknown) => void;
}): Functions {
  const { shards, notifierOf, variation, onLog = () => {} } = options;
  const settings: IngestSettings = {
    extraction: () => DEFAULT_EXTRACT_SETTINGS,
    shards,
    maxAgeMs: variation.maxAgeMs ?? MAX_AGE_MS,
    maxAheadMs: 2 * HOUR_MS,
  };
  const rollPorts = (invocation: Invocation) => {
    const stores = storesOf(invocation);
    return { ...stores, partials: variation.readPartials?.(stores.partials) ?? stores.partials };
  };
  const send = (invocation: Invocation, nowMs: number) =>
    (variation.notify ?? notify)(nowMs, { ...storesOf(invocation), notifier: notifierOf(invocation) });
  const judge = async (invocation: Invocation, nowMs: number) => {
    await detect(nowMs, { rules: RULES, maintenance: [] }, storesOf(invocation));
    await send(invocation, nowMs);
  };
  return {
    async ingest(invocation, { batch, parser }, nowMs) {
      const { partials } = storesOf(invocation);
      const summary = await ingest(batch, nowMs, settings, {
        sha256,
        partials: parser === 'old' ? readByOldParser(partials) : partials,
      });
      onLog(summary);
    },
    async roll(invocation, touched, nowMs) {
      await roll(touched, rollPorts(invocation));
      await judge(invocation, nowMs);
    },
    tick: judge,
    async sweep(invocation, range) {
      if (variation.sweeps !== false) await sweep({ ...range, shards }, rollPorts(invocation));
    },
    async notify(invocation, nowMs) {
      await send(invocation, nowMs);
    },
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** All stores, on the table that an invocation speaks to. */
export function storesOf({ client, wait }: Pick<Invocation, 'client' | 'wait'>, tableName = 'mm7watch') {
  const table = { client, tableName };
  return {
    partials: dynamoPartialStore(table, wait),
    rollups: dynamoRollupStore(table),
    dimensions: dynamoDimensionStore(table),
    detectors: dynamoDetectorStore(table),
    scopes: dynamoScopeStore(table, wait),
    episodes: dynamoEpisodeStore(table),
    silences: dynamoSilenceStore(table),
    markers: dynamoMarkerStore(table),
    samples: dynamoSampleStore(table, wait),
    catalogue: DEFAULT_CATALOGUE,
  };
}

/** The version before this one read every carrier wrongly. */
function readByOldParser(store: PartialStore): PartialStore {
  const misread = (partial: PartialCount): PartialCount => {
    const digests = new Map<string, readonly string[]>();
    for (const [key, ofKey] of partial.digests) {
      const [vasid, , kind, outcome] = key.split('|');
      const misreadKey = [vasid, OLD_CARRIER, kind, outcome].join('|');
      digests.set(misreadKey, [...(digests.get(misreadKey) ?? []), ...ofKey].sort());
    }
    return { ...partial, parserVersion: partial.parserVersion - 1, digests };
  };
  return { ...store, put: (partials) => store.put(partials.map(misread)) };
}
