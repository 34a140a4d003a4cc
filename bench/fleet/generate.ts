import { countPair, type PairCounts } from './counts.ts';
import { makeHappenings } from './happenings.ts';
import type { Horizon, Incident } from './incidents.ts';
import { CODES, type Fleet, makeFleet } from './pairs.ts';
import { type Random, randomOf } from './random.ts';

/** What was counted of one pair in one minute of events, as it arrived. */
export interface FleetRow {
  readonly minute: number;
  readonly arrival: number;
  readonly vasid: string;
  readonly carrier: string;
  readonly total: number;
  readonly codes: Readonly<Record<string, number>>;
  /** The same batch twice is a delivery repeated. */
  readonly batch: string;
}

/** What was wrong, and with whom. */
export interface KnownIncident extends Incident {
  /** Errors that reached the counts while it lasted. */
  readonly errors: number;
  /** `code|carrier|vasid` of every pair it hits. */
  readonly keys: readonly string[];
}

/** A fleet's weeks: rows by arrival, and the truth. */
export interface FleetStory {
  readonly minutes: number;
  readonly warmMinutes: number;
  readonly rows: readonly (readonly FleetRow[])[];
  readonly incidents: readonly KnownIncident[];
}

/** How a story is told. */
export interface StoryOptions extends Horizon {
  /** Times the wobble of shares. */
  readonly noise: number;
  /** Shares of batches that come twice, and in part late; 0–1. */
  readonly repeated: number;
  readonly late: number;
}

export const THREE_WEEKS: StoryOptions = {
  ...{ warmDays: 7, testDays: 14, noise: 1, repeated: 0.001, late: 0.01 },
  incidents: { a: 5, b: 4, c: 5, d: 5, e: 5, f: 8, g: 4 },
};

const DAY = 1440;
/** Minutes after the end in which something may still arrive. */
const AFTER = 64;

/** Tells the story of a seed: the same rows for the same seed, always. */
export function generate(seed: number, options: StoryOptions = THREE_WEEKS): FleetStory {
  const minutes = (options.warmDays + options.testDays) * DAY;
  const fleet = makeFleet(randomOf(seed, 'fleet'));
  const streams = { benign: randomOf(seed, 'benign'), incidents: randomOf(seed, 'incidents') };
  const happenings = makeHappenings(fleet, options, streams);
  const counts = fleet.pairs.map((_, place) =>
    countPair(place, { fleet, happenings, minutes, seed, noise: options.noise }),
  );
  return {
    ...{ minutes, warmMinutes: options.warmDays * DAY },
    rows: deliver(fleet, counts, minutes, options, randomOf(seed, 'delivery')),
    incidents: happenings.incidents.map((incident) => ({
      ...incident,
      errors: errorsOf(incident, counts),
      keys: incident.pairs.map(
        (place) => `${incident.code}|${fleet.pairs[place]?.carrier}|${fleet.pairs[place]?.vasid}`,
      ),
    })),
  };
}

function errorsOf({ code, pairs, startMinute, endMinute }: Incident, counts: readonly PairCounts[]): number {
  let sum = 0;
  for (const place of pairs) {
    for (const count of counts[place]?.errors[code].subarray(startMinute, endMinute) ?? []) sum += count;
  }
  return sum;
}

/** Rows by minute of arrival: some late, some twice, and some minutes in which nothing comes. */
function deliver(fleet: Fleet, counts: readonly PairCounts[], minutes: number, options: StoryOptions, random: Random) {
  const resumes = gaps(random, minutes);
  const rows: FleetRow[][] = Array.from({ length: minutes + AFTER }, () => []);
  for (const [place, { messages, errors }] of counts.entries()) {
    const { vasid, carrier } = fleet.pairs[place] ?? { vasid: '', carrier: '' };
    for (let minute = 0; minute < minutes; minute++) {
      const total = messages[minute] ?? 0;
      if (total === 0) continue;
      const failed = CODES.map((code) => errors[code][minute] ?? 0);
      for (const [part, { after, count, failed: ofPart }] of split(random, total, failed, options.late).entries()) {
        if (count <= 0) continue;
        const arrival = resumes[minute + after] ?? minute + after;
        const codes = Object.fromEntries(CODES.map((code, at) => [code, ofPart[at] ?? 0]).filter(([, of]) => of !== 0));
        const row = { minute, arrival, vasid, carrier, total: count, codes, batch: `${minute}.${place}.${part}` };
        rows[arrival]?.push(row);
        if (random.unit() < options.repeated) {
          const again = Math.min(minutes + AFTER - 1, arrival + random.whole(0, 1));
          rows[again]?.push({ ...row, arrival: again });
        }
      }
    }
  }
  return rows;
}

interface Part {
  readonly after: number;
  readonly count: number;
  readonly failed: readonly number[];
}

function split(random: Random, total: number, failed: readonly number[], lateShare: number): Part[] {
  if (random.unit() >= lateShare) return [{ after: 0, count: total, failed }];
  const share = random.range(0.3, 1);
  const after = random.whole(1, 5);
  const late = failed.map((count) => random.binomial(count, share));
  const succeeded = random.binomial(total - sum(failed), share);
  const lateCount = succeeded + sum(late);
  return [
    { after: 0, count: total - lateCount, failed: failed.map((count, at) => count - (late[at] ?? 0)) },
    { after, count: lateCount, failed: late },
  ];
}

/** Minute → minute in which what should have arrived then does, where nothing arrives. */
function gaps(random: Random, minutes: number): Record<number, number> {
  const found: [number, number][] = [];
  for (let at = 0; at < minutes / DAY / 3; at++) {
    const start = random.whole(0, minutes - 60);
    found.push([start, start + random.whole(5, 12)]);
  }
  const resumes: Record<number, number> = {};
  for (const [start, end] of found.sort(([one], [other]) => one - other))
    for (let minute = start; minute < end; minute++) resumes[minute] = end;
  return resumes;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
