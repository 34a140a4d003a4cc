import type { Catalogue } from './catalogue.ts';
import { formatCounterKey, OTHER, outcomeKey, parseCounterKey } from './counter-key.ts';
import { DEFECTS } from './model.ts';
import type { PartialCount } from './partial.ts';
import { countedPartials } from './recount.ts';
import { dimensionOf, LEAVES, qualityDimensionOf, type Scope } from './scope.ts';
import type { Step } from './time.ts';

/** Values of one dimension that keep their name in a minute; the rest are counted as `other`. */
export const MAX_VALUES_PER_DIMENSION = 500;

/** Pairs of service and carrier that are told and not counted, whose earlier rollups are emptied; the most often told first. */
const MAX_DISPLACED = 2_000;

/**
 * The counts of one dimension in one minute, hour or day: a pure function of the set of partials, written only over an
 * older snapshot of that set.
 */
export interface Rollup {
  readonly dimension: string;
  readonly step: Step;
  readonly startMs: number;
  readonly shard: number;
  /** `kind|outcome` → count; in the dimension `leaves` the whole counter key → count; for a log group quality → count. */
  readonly counts: ReadonlyMap<string, number>;
  /** Distinct log events that gave a count. */
  readonly events: number;
  /** Partials this snapshot was folded from; it never shrinks, so it orders snapshots. */
  readonly partials: number;
  readonly parserVersion: number;
}

/** One minute of one shard after every event has been given to one reading. */
export interface MinuteCounts {
  readonly startMs: number;
  readonly shard: number;
  /** Counter key → count. */
  readonly counts: ReadonlyMap<string, number>;
  readonly events: number;
  readonly partials: number;
  readonly parserVersion: number;
  readonly groups: ReadonlyMap<string, GroupQuality>;
  /** Scopes that a reading told and that count nothing now; a snapshot of fewer partials may have counted for them. */
  readonly displaced: readonly Scope[];
}

/** What became of the events of one log group; `seen` counts once per distinct batch. */
export interface GroupQuality {
  seen: number;
  /** Distinct events that gave at least one status. */
  matched: number;
  /** Statuses whose code or status could not be read. */
  invalid: number;
  truncated: number;
  unattributed: number;
  /** Statuses with a code that the catalogue does not hold. */
  unknownCode: number;
}

/**
 * Folds all partials of one minute and shard. Each event is owned once: the higher parser version wins, then the reading
 * that tells more, then the smaller one, so the result depends on the set of partials alone and not on their order.
 */
export function foldMinute(partials: readonly PartialCount[], catalogue: Catalogue): MinuteCounts | null {
  const first = partials[0];
  if (!first) return null;
  const counted = countedPartials(partials);
  const owned = ownReadings(counted);
  const counts = new Map<string, number>();
  const groups = new Map<string, GroupQuality>();
  for (const partial of counted) qualityOf(groups, partial.logGroup).seen += partial.seen;
  for (const { reading, logGroup } of owned.values()) {
    const quality = qualityOf(groups, logGroup);
    let matched = false;
    for (const key of reading) {
      add(counts, key, 1);
      matched = countQuality(quality, key, catalogue) || matched;
    }
    if (matched) quality.matched += 1;
  }
  const bounded = boundDimensions(counts);
  return {
    startMs: first.minuteStartMs,
    shard: first.shard,
    counts: bounded,
    displaced: displacedScopes(partials, bounded),
    events: owned.size,
    partials: partials.length,
    parserVersion: partials.reduce((highest, partial) => Math.max(highest, partial.parserVersion), 0),
    groups,
  };
}

/**
 * The rollups of a folded minute: everything, each service, each carrier, each pair of them, all leaves, each log group. Those
 * of displaced scopes are empty, so that what an earlier snapshot counted for them is not counted beside its successor.
 */
export function rollupsOf(minute: MinuteCounts): Rollup[] {
  const byDimension = new Map<string, Map<string, number>>();
  const countsOf = (dimension: string) => {
    const found = byDimension.get(dimension) ?? new Map<string, number>();
    byDimension.set(dimension, found);
    return found;
  };
  countsOf(dimensionOf({ vasid: null, carrier: null }));
  for (const [key, count] of minute.counts) {
    const { vasid, carrier, kind, outcome } = parseCounterKey(key);
    if (isDefect(kind)) continue;
    const ofOutcome = outcomeKey(kind, outcome);
    add(countsOf(LEAVES), key, count);
    add(countsOf(dimensionOf({ vasid: null, carrier: null })), ofOutcome, count);
    if (vasid !== null) add(countsOf(dimensionOf({ vasid, carrier: null })), ofOutcome, count);
    if (carrier !== null) add(countsOf(dimensionOf({ vasid: null, carrier })), ofOutcome, count);
    if (vasid !== null && carrier !== null) add(countsOf(dimensionOf({ vasid, carrier })), ofOutcome, count);
  }
  if (minute.displaced.length > 0) countsOf(LEAVES);
  for (const { vasid, carrier } of minute.displaced) {
    for (const scope of [
      { vasid, carrier },
      { vasid, carrier: null },
      { vasid: null, carrier },
    ])
      countsOf(dimensionOf(scope));
  }
  for (const [logGroup, quality] of minute.groups) {
    const counts = countsOf(qualityDimensionOf(logGroup));
    for (const [name, count] of Object.entries(quality)) if (count > 0) counts.set(name, count);
  }
  return [...byDimension].map(([dimension, counts]) => ({
    dimension,
    step: 'minute',
    startMs: minute.startMs,
    shard: minute.shard,
    counts,
    events: minute.events,
    partials: minute.partials,
    parserVersion: minute.parserVersion,
  }));
}

/** Folds the minutes of an hour, or the hours of a day, of one dimension and shard. */
export function foldRollups(step: Step, startMs: number, parts: readonly Rollup[]): Rollup | null {
  const first = parts[0];
  if (!first) return null;
  return {
    dimension: first.dimension,
    step,
    startMs,
    shard: first.shard,
    counts: sumCounts(parts),
    events: parts.reduce((sum, part) => sum + part.events, 0),
    partials: parts.reduce((sum, part) => sum + part.partials, 0),
    parserVersion: parts.reduce((highest, part) => Math.max(highest, part.parserVersion), 0),
  };
}

/** Adds the counts of several rollups, as when shards or minutes are read together. */
export function sumCounts(rollups: Iterable<Pick<Rollup, 'counts'>>): Map<string, number> {
  const sum = new Map<string, number>();
  for (const rollup of rollups) for (const [key, count] of rollup.counts) add(sum, key, count);
  return sum;
}

interface OwnedReading {
  readonly reading: readonly string[];
  readonly logGroup: string;
  readonly parserVersion: number;
}

function ownReadings(partials: readonly PartialCount[]): Map<string, OwnedReading> {
  const owned = new Map<string, OwnedReading>();
  for (const partial of partials) {
    const { logGroup, parserVersion } = partial;
    for (const [digest, reading] of readingsOf(partial)) {
      const rival = owned.get(digest);
      const candidate = { reading, logGroup, parserVersion };
      if (!rival || wins(candidate, rival)) owned.set(digest, candidate);
    }
  }
  return owned;
}

/** Digest → the counter keys which that event gave in this partial, sorted, a key as often as it was given. */
function readingsOf(partial: PartialCount): Map<string, string[]> {
  const readings = new Map<string, string[]>();
  for (const key of [...partial.digests.keys()].sort()) {
    for (const digest of partial.digests.get(key) ?? []) {
      const reading = readings.get(digest);
      if (reading) reading.push(key);
      else readings.set(digest, [key]);
    }
  }
  return readings;
}

function wins(candidate: OwnedReading, rival: OwnedReading): boolean {
  if (candidate.parserVersion !== rival.parserVersion) return candidate.parserVersion > rival.parserVersion;
  const worth = worthOf(candidate.reading) - worthOf(rival.reading);
  if (worth !== 0) return worth > 0;
  return candidate.reading.join('\n') < rival.reading.join('\n');
}

/** A readable status tells more than an unreadable one, an MM7 status more than a transport failure, anything more than a defect. */
function worthOf(reading: readonly string[]): number {
  let worth = 0;
  for (const key of reading) {
    const { vasid, carrier, kind, outcome } = parseCounterKey(key);
    if (isDefect(kind)) continue;
    worth += kind === 'transport' ? 10 : outcome === '' ? 20 : 100;
    worth += (vasid === null ? 0 : 1) + (carrier === null ? 0 : 1);
  }
  return worth;
}

/** Counts what a key says of data quality; true where the key is a status. */
function countQuality(quality: GroupQuality, key: string, catalogue: Catalogue): boolean {
  const { kind, outcome } = parseCounterKey(key);
  if (kind === 'truncated' || kind === 'unattributed') {
    quality[kind] += 1;
    return false;
  }
  if (outcome === '' && kind !== 'transport') quality.invalid += 1;
  if (/^[0-9]{4}$/.test(outcome) && !catalogue.has(Number(outcome))) quality.unknownCode += 1;
  return true;
}

function qualityOf(groups: Map<string, GroupQuality>, logGroup: string): GroupQuality {
  const found = groups.get(logGroup) ?? {
    seen: 0,
    matched: 0,
    invalid: 0,
    truncated: 0,
    unattributed: 0,
    unknownCode: 0,
  };
  groups.set(logGroup, found);
  return found;
}

/** Folds the smallest values of a dimension into `other` where a minute has more than the bound. */
function boundDimensions(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const kept = { vasid: largestValues(counts, 'vasid'), carrier: largestValues(counts, 'carrier') };
  if (!kept.vasid && !kept.carrier) return counts;
  const bounded = new Map<string, number>();
  for (const [key, count] of counts) {
    const counted = parseCounterKey(key);
    const vasid = named(counted.vasid, kept.vasid);
    const carrier = named(counted.carrier, kept.carrier);
    add(bounded, formatCounterKey({ ...counted, vasid, carrier }), count);
  }
  return bounded;
}

/** The values that keep their name, or null where all do. Ties go to the smaller name, so the choice is a function of the counts. */
function largestValues(
  counts: ReadonlyMap<string, number>,
  dimension: 'vasid' | 'carrier',
): ReadonlySet<string> | null {
  const totals = new Map<string, number>();
  for (const [key, count] of counts) {
    const value = parseCounterKey(key)[dimension];
    if (value !== null) add(totals, value, count);
  }
  if (totals.size <= MAX_VALUES_PER_DIMENSION) return null;
  const ranked = [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(ranked.slice(0, MAX_VALUES_PER_DIMENSION).map(([value]) => value));
}

/** A function of the set of partials that only ever loses a scope by counting for it. */
function displacedScopes(partials: readonly PartialCount[], counts: ReadonlyMap<string, number>): Scope[] {
  const told = new Map<string, { readonly scope: Scope; times: number }>();
  for (const { digests } of partials) {
    for (const [key, ofKey] of digests) {
      const { vasid, carrier } = parseCounterKey(key);
      const name = `${vasid ?? ''}|${carrier ?? ''}`;
      const found = told.get(name) ?? { scope: { vasid, carrier }, times: 0 };
      told.set(name, found);
      found.times += ofKey.length;
    }
  }
  for (const key of counts.keys()) {
    const { vasid, carrier } = parseCounterKey(key);
    told.delete(`${vasid ?? ''}|${carrier ?? ''}`);
  }
  return [...told]
    .sort(([a, one], [b, other]) => other.times - one.times || (a < b ? -1 : 1))
    .slice(0, MAX_DISPLACED)
    .map(([, { scope }]) => scope);
}

function named(value: string | null, kept: ReadonlySet<string> | null): string | null {
  return value === null || kept === null || kept.has(value) ? value : OTHER;
}

function isDefect(kind: string): boolean {
  return DEFECTS.some((defect) => defect === kind);
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
