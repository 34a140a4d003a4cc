import { type Catalogue, describeCode } from '../domain/catalogue.ts';
import { parseCounterKey } from '../domain/counter-key.ts';
import { isOngoing } from '../domain/episode.ts';
import { sumCounts } from '../domain/roll.ts';
import { dimensionOf, EVERYTHING, LEAVES, qualityDimensionOf } from '../domain/scope.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type { DimensionStore, EpisodeStore, RollupStore } from '../ports.ts';

/** What measure needs; all of it is read only. */
export interface MeasurePorts {
  readonly rollups: Pick<RollupStore, 'list'>;
  readonly dimensions: Pick<DimensionStore, 'list'>;
  readonly episodes: Pick<EpisodeStore, 'listActive'>;
  readonly catalogue: Catalogue;
}

/** What a dashboard draws of one minute. */
export interface Measurement {
  /** Submits by family of their code, `success` among them. */
  readonly submitsByFamily: ReadonlyMap<string, number>;
  /** Events that hold a status which could not be read or told. */
  readonly unreadable: number;
  readonly openEpisodes: number;
  /** The carriers with the most submits. */
  readonly carriers: readonly CarrierMinute[];
}

/** Submits to one carrier in the minute. */
export interface CarrierMinute {
  readonly carrier: string;
  readonly submits: number;
  readonly errors: number;
}

/** A line of the log for each, each minute. */
const MOST_CARRIERS = 20;
const SUCCESS = '1000';

const SUBMIT = 'submit|';

/**
 * Measures the minute before the last whole one: by then nearly all of its lines have come. What comes later is in the
 * table and not in the measurement.
 */
export async function measure(nowMs: number, ports: MeasurePorts): Promise<Measurement> {
  const toMs = startOf('minute', nowMs) - MINUTE_MS;
  const range = { step: 'minute', fromMs: toMs - MINUTE_MS, toMs } as const;
  const counts = sumCounts(await ports.rollups.list({ dimension: dimensionOf(EVERYTHING), ...range }));
  const submitsByFamily = new Map<string, number>();
  for (const [key, count] of counts) {
    if (!key.startsWith(SUBMIT)) continue;
    const { family } = describeCode(Number(key.slice(SUBMIT.length)), ports.catalogue);
    submitsByFamily.set(family, (submitsByFamily.get(family) ?? 0) + count);
  }
  let unreadable = 0;
  for (const { value } of await ports.dimensions.list('group')) {
    const quality = sumCounts(await ports.rollups.list({ dimension: qualityDimensionOf(value), ...range }));
    for (const name of ['invalid', 'truncated', 'unattributed']) unreadable += quality.get(name) ?? 0;
  }
  const leaves = await ports.rollups.list({ dimension: LEAVES, ...range });
  const active = await ports.episodes.listActive();
  return {
    submitsByFamily,
    unreadable,
    openEpisodes: active.filter(isOngoing).length,
    carriers: carriersIn(sumCounts(leaves)),
  };
}

/** @param leaves counter key → count */
function carriersIn(leaves: ReadonlyMap<string, number>): CarrierMinute[] {
  const carriers = new Map<string, { submits: number; errors: number }>();
  for (const [key, count] of leaves) {
    const { carrier, kind, outcome } = parseCounterKey(key);
    if (kind !== 'submit' || carrier === null) continue;
    const sums = carriers.get(carrier) ?? { submits: 0, errors: 0 };
    sums.submits += count;
    if (outcome !== SUCCESS) sums.errors += count;
    carriers.set(carrier, sums);
  }
  return [...carriers]
    .map(([carrier, sums]) => ({ carrier, ...sums }))
    .sort((a, b) => b.submits - a.submits || (a.carrier < b.carrier ? -1 : 1))
    .slice(0, MOST_CARRIERS);
}
