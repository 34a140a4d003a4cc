import { type Horizon, type Incident, makeIncidents } from './incidents.ts';
import {
  ALL_CARRIERS,
  BATCH_SERVICES,
  type Code,
  type Fleet,
  NEW_SERVICE,
  NORMAL_SERVICES,
  type Pair,
  placesOf,
} from './pairs.ts';
import type { Random } from './random.ts';

/** Single errors that mean nothing. */
export interface Stray {
  readonly pair: number;
  readonly minute: number;
  readonly code: Code;
}

/** What happens to a fleet, minute by minute. */
export interface Happenings {
  /** What a pair's traffic is multiplied by. */
  readonly traffic: readonly Float32Array[];
  /** What is added to a pair's share of errors of a code; null where nothing is. */
  readonly added: Readonly<Record<Code, (Float32Array | null)[]>>;
  readonly strays: readonly Stray[];
  readonly incidents: readonly Incident[];
}

const DAY = 1440;

/** Campaigns, maintenance, silences and stray errors over the whole time, incidents in the part that is judged. */
export function makeHappenings(
  fleet: Fleet,
  horizon: Horizon,
  streams: { readonly benign: Random; readonly incidents: Random },
): Happenings {
  const days = horizon.warmDays + horizon.testDays;
  const minutes = days * DAY;
  const { pairs } = fleet;
  const traffic = pairs.map(() => new Float32Array(minutes).fill(1));
  const multiply = (of: (pair: Pair) => boolean, from: number, to: number, by: (minute: number) => number) => {
    for (const place of placesOf(pairs, of)) {
      const own = traffic[place];
      for (let minute = from; own && minute < to; minute++) own[minute] = (own[minute] ?? 0) * by(minute);
    }
  };
  const random = streams.benign;
  for (let at = 0; at < days * 3; at++) {
    const vasid = random.pick(NORMAL_SERVICES);
    const start = random.whole(0, minutes - 200);
    const length = random.whole(30, 180);
    const times = random.range(2, 8);
    multiply(
      (pair) => pair.vasid === vasid,
      start,
      Math.min(minutes, start + length),
      () => times,
    );
  }
  for (let at = 0; at < days / 4; at++) {
    const carrier = random.pick(ALL_CARRIERS);
    const start = random.whole(0, minutes - 200);
    const end = start + random.whole(30, 90);
    multiply(
      (pair) => pair.carrier === carrier,
      start,
      end + 20,
      (minute) => (minute < end ? 0.03 : 2.5),
    );
  }
  for (let at = 0; at < days / 3; at++) {
    const vasid = random.pick(NORMAL_SERVICES);
    const start = random.whole(0, minutes - 500);
    const length = random.whole(60, 480);
    multiply(
      (pair) => pair.vasid === vasid,
      start,
      Math.min(minutes, start + length),
      () => 0,
    );
  }
  for (const vasid of BATCH_SERVICES) {
    const own = placesOf(pairs, (pair) => pair.vasid === vasid);
    for (const place of own) traffic[place]?.fill(0);
    for (let day = 0; day < days; day++) {
      for (let left = random.whole(1, 3); left > 0; left--) {
        const start = day * DAY + random.whole(420, 1260);
        const length = random.whole(30, 120);
        for (const place of own) traffic[place]?.fill(1, start, Math.min(minutes, start + length));
      }
    }
  }
  const newStart = horizon.warmDays * DAY + Math.floor(horizon.testDays * DAY * random.range(0.3, 0.6));
  for (const place of placesOf(pairs, (pair) => pair.vasid === NEW_SERVICE)) traffic[place]?.fill(0, 0, newStart);
  const strays = makeStrays(random, { days, minutes, pairs: pairs.length });
  return { strays, ...makeIncidents(fleet, horizon, traffic, streams.incidents) };
}

function makeStrays(
  random: Random,
  { days, minutes, pairs }: { days: number; minutes: number; pairs: number },
): Stray[] {
  const strays: Stray[] = [];
  for (let at = 0; at < days * 4; at++) {
    const pair = random.whole(0, pairs - 1);
    const minute = random.whole(0, minutes - 10);
    strays.push({ pair, minute, code: random.pick(['2550', '2568']) });
  }
  for (let at = 0; at < days * 2; at++) {
    const pair = random.whole(0, pairs - 1);
    const minute = random.whole(0, minutes - 10);
    for (let left = random.whole(2, 3); left > 0; left--)
      strays.push({ pair, minute: minute + random.whole(0, 2), code: '3520' });
  }
  return strays;
}
