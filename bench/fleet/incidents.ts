import {
  ALL_CARRIERS,
  CODES,
  type Code,
  type Fleet,
  NORMAL_SERVICES,
  normalShare,
  type Pair,
  placesOf,
  TINY_SERVICES,
} from './pairs.ts';
import type { Random } from './random.ts';

/** How many incidents of each kind: hard failures, tiny accounts, carriers, saw-tooths, ramps, bursts, everything a little. */
export type IncidentCounts = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g', number>>;

/** How long, how many. */
export interface Horizon {
  readonly warmDays: number;
  readonly testDays: number;
  readonly incidents: IncidentCounts;
}

/** Something that broke. */
export interface Incident {
  readonly type: keyof IncidentCounts;
  readonly code: Code;
  readonly startMinute: number;
  readonly endMinute: number;
  /** Places of the pairs it hits. */
  readonly pairs: readonly number[];
}

const DAY = 1440;

/** Incidents in the part that is judged, none of them beside another of its code. */
export function makeIncidents(fleet: Fleet, horizon: Horizon, traffic: readonly Float32Array[], random: Random) {
  const { pairs } = fleet;
  const firstMinute = horizon.warmDays * DAY;
  const minutes = firstMinute + horizon.testDays * DAY;
  const added: Record<Code, (Float32Array | null)[]> = { 2550: [], 2568: [], 3510: [], 3520: [] };
  for (const code of CODES) added[code] = pairs.map(() => null);
  const busy: Record<Code, [number, number][]> = { 2550: [], 2568: [], 3510: [], 3520: [] };
  const incidents: Incident[] = [];
  const addedTo = (code: Code, place: number) => {
    const found = added[code][place] ?? new Float32Array(minutes);
    added[code][place] = found;
    return found;
  };
  const slot = (code: Code, length: number, draw = () => random.whole(firstMinute + 60, minutes - length - 120)) => {
    for (let attempt = 0; attempt < 500; attempt++) {
      const start = draw();
      if (start + length > minutes - 60) continue;
      if (!busy[code].every(([from, to]) => start > to + 120 || start + length < from - 120)) continue;
      busy[code].push([start, start + length]);
      return start;
    }
    return null;
  };
  /** A time in which a pair has traffic all along; a slot that was tried stays taken. */
  const slotWithTraffic = (code: Code, length: number, place: number, lead = 0) => {
    for (let attempt = 0; attempt < 50; attempt++) {
      const start = slot(code, length);
      if (start === null) continue;
      if (traffic[place]?.subarray(Math.max(0, start - lead), start + length).every((times) => times >= 0.5))
        return start;
    }
    return null;
  };
  const add = (incident: Incident, share: (sinceStart: number) => number) => {
    incidents.push(incident);
    for (const place of incident.pairs) {
      const own = addedTo(incident.code, place);
      for (let minute = incident.startMinute; minute < incident.endMinute; minute++)
        own[minute] = (own[minute] ?? 0) + share(minute - incident.startMinute);
    }
  };
  const anyOf = (places: readonly number[]) => {
    const [first = 0, ...rest] = places;
    return random.pick([first, ...rest]);
  };
  const larger = (rate: number) => placesOf(pairs, (pair) => pair.kind === 'normal' && pair.rate >= rate);

  for (let at = 0; at < horizon.incidents.a; at++) {
    const vasid = random.pick(NORMAL_SERVICES);
    const length = random.whole(20, 90);
    const own = placesOf(pairs, (pair) => pair.vasid === vasid);
    const start = slotWithTraffic('2568', length, own[0] ?? 0);
    if (start === null) continue;
    add({ type: 'a', code: '2568', startMinute: start, endMinute: start + length, pairs: own }, () => 1);
  }
  for (let at = 0; at < horizon.incidents.b; at++) {
    const vasid = TINY_SERVICES[at % 3];
    const length = random.whole(360, 720);
    const morning = () => (horizon.warmDays + random.whole(0, horizon.testDays - 2)) * DAY + random.whole(360, 720);
    const start = slot('2550', length, morning);
    if (start === null) continue;
    const own = placesOf(pairs, (pair) => pair.vasid === vasid);
    add({ type: 'b', code: '2550', startMinute: start, endMinute: start + length, pairs: own }, () => 1);
  }
  for (let at = 0; at < horizon.incidents.c; at++) {
    const carrier = random.pick(ALL_CARRIERS);
    const length = random.whole(30, 180);
    const share = random.range(0.1, 0.3);
    const start = slot('3520', length);
    if (start === null) continue;
    const own = placesOf(pairs, (pair) => pair.carrier === carrier);
    add({ type: 'c', code: '3520', startMinute: start, endMinute: start + length, pairs: own }, () => share);
  }
  for (let at = 0; at < horizon.incidents.d; at++) {
    const place = anyOf(larger(20));
    const length = random.whole(60, 150);
    const times = random.range(2, 5);
    const lead = random.whole(10, 20);
    const share = random.range(0.15, 0.4);
    const start = slotWithTraffic('3510', length, place, lead);
    if (start === null) continue;
    const own = traffic[place];
    for (let minute = start - lead; own && minute < start + length; minute++) own[minute] = (own[minute] ?? 0) * times;
    const incident = {
      type: 'd',
      code: '3510',
      startMinute: start,
      endMinute: start + length,
      pairs: [place],
    } as const;
    add(incident, (since) => (share * (since % 6)) / 5);
  }
  for (let at = 0; at < horizon.incidents.e; at++) {
    const code = random.pick(['3520', '3510'] as const);
    const quiet = larger(20).filter((place) => normalShare(fleet, code, pairs[place] ?? NOBODY) <= 0.01);
    const place = anyOf(quiet);
    const start = slotWithTraffic(code, 180, place);
    if (start === null) continue;
    add(
      { type: 'e', code, startMinute: start, endMinute: start + 180, pairs: [place] },
      (since) => 0.045 * Math.min(1, since / 120),
    );
  }
  for (let at = 0; at < horizon.incidents.f; at++) {
    const code = CODES[at % 4] ?? '2550';
    const place = anyOf(larger(5));
    const share = random.range(0.5, 1);
    const start = slotWithTraffic(code, 2, place);
    if (start === null) continue;
    add({ type: 'f', code, startMinute: start, endMinute: start + 2, pairs: [place] }, () => share);
  }
  for (let at = 0; at < horizon.incidents.g; at++) {
    const code = random.pick(['3520', '3510'] as const);
    const length = random.whole(60, 180);
    const start = slot(code, length);
    if (start === null) continue;
    add(
      { type: 'g', code, startMinute: start, endMinute: start + length, pairs: pairs.map((_, place) => place) },
      () => 0.008,
    );
  }
  incidents.sort((one, other) => one.startMinute - other.startMinute);
  return { traffic, added, incidents };
}

const NOBODY: Pair = { vasid: '', carrier: '', rate: 0, kind: 'normal' };
