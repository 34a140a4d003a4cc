import type { Catalogue } from './catalogue.ts';
import { outcomeKey, parseCounterKey } from './counter-key.ts';
import { addCount } from './counts.ts';
import { boundDimensions, displacedScopes } from './dimension-bounds.ts';
import { isDefect } from './model.ts';
import { ownReadings } from './owner.ts';
import type { PartialCount } from './partial.ts';
import { countedPartials } from './recount.ts';
import { dimensionOf, LEAVES, qualityDimensionOf, type Scope } from './scope.ts';
import { MINUTE_MS, type Step } from './time.ts';

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
  /** Of an hour: key → the counts of its minutes in turn, up to the last that has any, so that a day by the minute is read in 24 items. */
  readonly byMinute?: ByMinute;
  /** Distinct log events that gave a count. */
  readonly events: number;
  /** Partials this snapshot was folded from; it never shrinks, so it orders snapshots. */
  readonly partials: number;
  readonly parserVersion: number;
}

/** Key → counts of the minutes of an hour in turn; what is beyond the last is zero. */
export type ByMinute = ReadonlyMap<string, readonly number[]>;

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
 * Folds all partials of one minute and shard. Each event counts once, as the reading that owns it has it, so that the result
 * depends on the set of partials alone and not on their order.
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
      addCount(counts, key, 1);
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
    addCount(countsOf(LEAVES), key, count);
    addCount(countsOf(dimensionOf({ vasid: null, carrier: null })), ofOutcome, count);
    if (vasid !== null) addCount(countsOf(dimensionOf({ vasid, carrier: null })), ofOutcome, count);
    if (carrier !== null) addCount(countsOf(dimensionOf({ vasid: null, carrier })), ofOutcome, count);
    if (vasid !== null && carrier !== null) addCount(countsOf(dimensionOf({ vasid, carrier })), ofOutcome, count);
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

/** Folds the minutes of an hour, or the hours of a day, of one dimension and shard. Of leaves, whose counters are many, nobody asks by the minute. */
export function foldRollups(step: Step, startMs: number, parts: readonly Rollup[]): Rollup | null {
  const first = parts[0];
  if (!first) return null;
  return {
    dimension: first.dimension,
    step,
    startMs,
    shard: first.shard,
    counts: sumCounts(parts),
    ...(step === 'hour' && first.dimension !== LEAVES ? { byMinute: byMinute(startMs, parts) } : {}),
    events: parts.reduce((sum, part) => sum + part.events, 0),
    partials: parts.reduce((sum, part) => sum + part.partials, 0),
    parserVersion: parts.reduce((highest, part) => Math.max(highest, part.parserVersion), 0),
  };
}

function byMinute(hourMs: number, minutes: readonly Rollup[]): ByMinute {
  const columns = new Map<string, number[]>();
  for (const { startMs, counts } of [...minutes].sort((a, b) => a.startMs - b.startMs)) {
    const minute = (startMs - hourMs) / MINUTE_MS;
    for (const [key, count] of counts) {
      const column = columns.get(key) ?? [];
      columns.set(key, column);
      while (column.length <= minute) column.push(0);
      column[minute] = (column[minute] ?? 0) + count;
    }
  }
  return columns;
}

/** Adds the counts of several rollups, as when shards or minutes are read together. */
export function sumCounts(rollups: Iterable<Pick<Rollup, 'counts'>>): Map<string, number> {
  const sum = new Map<string, number>();
  for (const rollup of rollups) for (const [key, count] of rollup.counts) addCount(sum, key, count);
  return sum;
}

/** Counts what a key says of data quality; true where the key is a status. */
function countQuality(quality: GroupQuality, key: string, catalogue: Catalogue): boolean {
  const { kind, outcome } = parseCounterKey(key);
  if (isDefect(kind)) {
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
