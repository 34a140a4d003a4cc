import type { Happenings, Stray } from './happenings.ts';
import { CODES, type Code, type Fleet, normalShare, type Pair } from './pairs.ts';
import { randomOf } from './random.ts';

/** Messages and errors of a pair, minute by minute. */
export interface PairCounts {
  readonly messages: Int32Array;
  readonly errors: Readonly<Record<Code, Int32Array>>;
}

const DAY = 1440;
/** Beyond this added share a code is what is wrong, and takes its part first. */
const DOMINATES = 0.4;

/** Counts what a pair sends: a day's curve, an autoregressive wobble of traffic and of each code's share, gamma noise, Poisson. */
export function countPair(
  place: number,
  {
    fleet,
    happenings,
    minutes,
    seed,
    noise,
  }: { fleet: Fleet; happenings: Happenings; minutes: number; seed: number; noise: number },
): PairCounts {
  const pair = fleet.pairs[place];
  const habit = fleet.habits.get(pair?.vasid ?? '');
  const traffic = happenings.traffic[place];
  const messages = new Int32Array(minutes);
  const errors: Record<Code, Int32Array> = { 2550: messages, 2568: messages, 3510: messages, 3520: messages };
  for (const code of CODES) errors[code] = new Int32Array(minutes);
  if (!pair || !habit || !traffic) return { messages, errors };
  const random = randomOf(seed, `t${place}`);
  const dispersion = random.range(8, 40);
  const wobbleOfTraffic = random.range(0.08, 0.15);
  const meanOfDay = bessel0(habit.amplitude);
  const strays = byMinute(happenings.strays.filter((stray) => stray.pair === place));
  let x = 0;
  const y = CODES.map(() => 0);
  const shares = [0, 0, 0, 0];
  for (let minute = 0; minute < minutes; minute++) {
    const { day, week } = rhythm(pair, habit, meanOfDay, minute);
    x = 0.97 * x + wobbleOfTraffic * Math.sqrt(1 - 0.97 * 0.97) * random.normal();
    const times = traffic[minute] ?? 0;
    const mean = Math.min(5000, pair.rate * day * week * times * Math.exp(x - (wobbleOfTraffic * wobbleOfTraffic) / 2));
    let total = mean > 0 ? random.poisson((mean * random.gamma(dispersion)) / dispersion) : 0;
    let sum = 0;
    for (const [at, code] of CODES.entries()) {
      const isNoisy = (code === '3510' && habit.share3510 >= 0.05) || (code === '3520' && pair.carrier === 'usc');
      const normal = normalShare(fleet, code, pair);
      const sigma = (isNoisy ? 0.3 : 0.2) * noise;
      y[at] = 0.99 * (y[at] ?? 0) + sigma * Math.sqrt(1 - 0.99 * 0.99) * random.normal();
      let share = 0;
      if (normal > 0 && total > 0) {
        const shape = isNoisy ? 10 : 50;
        share = (normal * Math.exp((y[at] ?? 0) - (sigma * sigma) / 2) * random.gamma(shape)) / shape;
        if (code === '3510') share *= (day * week) ** 0.7;
      }
      const added = happenings.added[code][place];
      if (added) share += added[minute] ?? 0;
      shares[at] = Math.min(1, share);
      sum += shares[at] ?? 0;
    }
    if (sum > 1) yieldTo(shares, (code) => (happenings.added[code][place]?.[minute] ?? 0) > DOMINATES);
    let left = total;
    let leftShare = 1;
    for (const at of [0, 1, 2, 3].sort((one, other) => (shares[other] ?? 0) - (shares[one] ?? 0))) {
      const share = shares[at] ?? 0;
      const code = CODES[at];
      if (share <= 0 || left <= 0 || !code) continue;
      const failed = random.binomial(left, Math.min(1, share / Math.max(1e-12, leftShare)));
      errors[code][minute] = failed;
      left -= failed;
      leftShare -= share;
    }
    if (times > 0) {
      for (const { code } of strays.get(minute) ?? []) {
        errors[code][minute] = (errors[code][minute] ?? 0) + 1;
        total += 1;
      }
    }
    messages[minute] = total;
  }
  return { messages, errors };
}

function rhythm(
  pair: Pair,
  habit: { amplitude: number; peakHour: number; weekend: number },
  meanOfDay: number,
  minute: number,
) {
  if (pair.kind === 'batch') return { day: 1, week: 1 };
  const hour = (minute % DAY) / 60;
  const weekday = Math.floor(minute / DAY) % 7;
  return {
    day: Math.exp(habit.amplitude * Math.cos((2 * Math.PI * (hour - habit.peakHour)) / 24)) / meanOfDay,
    week: weekday >= 5 ? habit.weekend : 1,
  };
}

/** Where shares add up to more than all, what is wrong takes its part first and the others share the rest. */
function yieldTo(shares: number[], dominates: (code: Code) => boolean): void {
  let rest = 1;
  for (const [at, code] of CODES.entries()) if (dominates(code)) rest -= shares[at] ?? 0;
  rest = Math.max(0, rest);
  for (const [at, code] of CODES.entries()) if (!dominates(code)) shares[at] = Math.min(shares[at] ?? 0, rest / 4);
}

function byMinute(strays: readonly Stray[]): Map<number, Stray[]> {
  const found = new Map<number, Stray[]>();
  for (const stray of strays) found.set(stray.minute, [...(found.get(stray.minute) ?? []), stray]);
  return found;
}

/** Modified Bessel function of the first kind, order 0: the mean of exp(a·cos). */
function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 30; k++) {
    term *= (x * x) / (4 * k * k);
    sum += term;
  }
  return sum;
}
