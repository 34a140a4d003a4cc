import type { Random } from './random.ts';

/** Codes that fail in this fleet, each a detector's. */
export const CODES = ['2550', '2568', '3510', '3520'] as const;
export type Code = (typeof CODES)[number];

/** A service at a carrier. */
export interface Pair {
  readonly vasid: string;
  readonly carrier: string;
  /** Messages a minute, on average of a day. */
  readonly rate: number;
  readonly kind: 'normal' | 'tiny' | 'batch' | 'new';
}

/** How a service's day looks, and what is normal for it. */
export interface Habit {
  readonly amplitude: number;
  readonly weekend: number;
  readonly peakHour: number;
  readonly share2568: number;
  readonly share2550: number;
  readonly times3520: number;
  readonly share3510: number;
}

/** Who sends through whom. */
export interface Fleet {
  readonly pairs: readonly Pair[];
  readonly habits: ReadonlyMap<string, Habit>;
}

const CARRIERS = ['att', 'vzw', 'tmo', 'usc'] as const;
const CARRIER_SHARE = { att: 0.38, vzw: 0.32, tmo: 0.25, usc: 0.05 } as const;
const NORMAL_RATES = { v01: 6000, v02: 1500, v03: 400, v04: 120, v05: 60, v06: 20, v07: 6, v08: 2, v09: 0.8 } as const;
/** Errors of 3520 that are normal at a carrier; one has 5 %. */
const NORMAL_3520: Readonly<Record<string, number>> = { att: 0.005, vzw: 0.002, tmo: 0.005, usc: 0.05 };
export const NORMAL_SERVICES = ['v01', 'v02', 'v03', 'v04', 'v05', 'v06', 'v07', 'v08', 'v09'] as const;
export const TINY_SERVICES = ['t01', 't02', 't03'] as const;
export const BATCH_SERVICES = ['b01', 'b02'] as const;
export const NEW_SERVICE = 'n01';
export const ALL_CARRIERS = CARRIERS;

/** A fleet of 47 pairs: large and small services, three of 3 messages an hour, two that send campaigns, one that comes later. */
export function makeFleet(random: Random): Fleet {
  const pairs: Pair[] = [];
  for (const vasid of NORMAL_SERVICES) {
    for (const carrier of CARRIERS) {
      const rate = NORMAL_RATES[vasid] * CARRIER_SHARE[carrier] * random.range(0.8, 1.25);
      pairs.push({ vasid, carrier, rate, kind: 'normal' });
    }
  }
  for (const vasid of TINY_SERVICES)
    pairs.push({ vasid, carrier: CARRIERS[random.whole(0, 2)] ?? 'att', rate: 0.05, kind: 'tiny' });
  for (const vasid of BATCH_SERVICES) {
    for (const carrier of ['att', 'tmo'])
      pairs.push({ vasid, carrier, rate: random.logRange(200, 2000), kind: 'batch' });
  }
  for (const carrier of CARRIERS)
    pairs.push({ vasid: NEW_SERVICE, carrier, rate: 40 * CARRIER_SHARE[carrier], kind: 'new' });
  return { pairs, habits: makeHabits(random) };
}

function makeHabits(random: Random): Map<string, Habit> {
  const noisy = new Set<string>([random.pick(['v03', 'v04', 'v05']), random.pick(['v06', 'v07', 'v08'])]);
  const usual3510 = () => {
    const at = random.unit();
    if (at < 0.45) return 0;
    return at < 0.8 ? 0.002 : 0.005;
  };
  const services = [...NORMAL_SERVICES, ...TINY_SERVICES, ...BATCH_SERVICES, NEW_SERVICE];
  return new Map(
    services.map((vasid) => [
      vasid,
      {
        amplitude: random.range(0.6, 1.3),
        weekend: random.range(0.3, 0.9),
        peakHour: random.range(12, 18),
        share2568: random.unit() < 0.3 ? random.logRange(5e-5, 5e-4) : 0,
        share2550: random.unit() < 0.1 ? 1e-4 : 0,
        times3520: random.logRange(0.5, 1.6),
        share3510: noisy.has(vasid) ? 0.05 : usual3510(),
      },
    ]),
  );
}

/** Share of errors of a code that is normal for a pair, 0–1. */
export function normalShare({ habits }: Fleet, code: Code, { vasid, carrier }: Pair): number {
  const habit = habits.get(vasid);
  if (!habit) return 0;
  switch (code) {
    case '2550':
      return habit.share2550;
    case '2568':
      return habit.share2568;
    case '3510':
      return habit.share3510;
    case '3520':
      return (NORMAL_3520[carrier] ?? 0) * habit.times3520;
  }
}

/** Places of the pairs that are meant. */
export function placesOf(pairs: readonly Pair[], of: (pair: Pair) => boolean): number[] {
  return pairs.flatMap((pair, place) => (of(pair) ? [place] : []));
}
