import { parseCounterKey } from './counter-key.ts';
import { isDefect } from './model.ts';
import type { PartialCount } from './partial.ts';

/** What one event was read as, by the reading that owns it. */
export interface OwnedReading {
  /** Counter keys, sorted, a key as often as it was given. */
  readonly reading: readonly string[];
  readonly logGroup: string;
  readonly parserVersion: number;
}

/**
 * Gives each event of a set of partials to one reading, by its digest: the higher parser version wins, then the reading that
 * tells more, then the smaller one, so that the owners depend on the set alone and not on its order.
 */
export function ownReadings(partials: readonly PartialCount[]): Map<string, OwnedReading> {
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
