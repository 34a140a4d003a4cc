/**
 * Random numbers by name: each stream begins from the seed and its name alone, so that drawing more from one never shifts
 * another. splitmix32 seeds sfc32 (Chris Doty-Humphrey, PractRand).
 */
export interface Random {
  /** In (0, 1). */
  readonly unit: () => number;
  readonly range: (from: number, to: number) => number;
  /** Even on a logarithmic scale. */
  readonly logRange: (from: number, to: number) => number;
  /** Both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly pick: <const T>(values: readonly [T, ...T[]]) => T;
  readonly normal: () => number;
  /** Of scale 1. */
  readonly gamma: (shape: number) => number;
  readonly poisson: (mean: number) => number;
  readonly binomial: (trials: number, share: number) => number;
}

/** Starts a stream. */
export function randomOf(seed: number, stream: string): Random {
  const word = sfc32(`${seed}/${stream}`);
  const unit = () => (word() + 0.5) / 4294967296;
  const range = (from: number, to: number) => from + (to - from) * unit();
  let spare: number | null = null;

  /** Box and Muller 1958. */
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(unit()));
    const angle = 2 * Math.PI * unit();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };

  /** Marsaglia and Tsang 2000. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * unit() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      let x = normal();
      let v = 1 + c * x;
      while (v <= 0) {
        x = normal();
        v = 1 + c * x;
      }
      v = v * v * v;
      if (Math.log(unit()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };

  const poisson = (mean: number): number => {
    if (mean <= 0) return 0;
    if (mean >= 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const at = unit();
    let count = 0;
    let probability = Math.exp(-mean);
    let sum = probability;
    while (at > sum && count < 400) {
      count++;
      probability *= mean / count;
      sum += probability;
    }
    return count;
  };

  const binomial = (trials: number, share: number): number => {
    if (trials <= 0 || share <= 0) return 0;
    if (share >= 1) return trials;
    if (share > 0.5) return trials - binomial(trials, 1 - share);
    if (trials * share >= 30) {
      const drawn = trials * share + Math.sqrt(trials * share * (1 - share)) * normal();
      return Math.min(trials, Math.max(0, Math.round(drawn)));
    }
    const logMiss = Math.log(1 - share);
    for (let at = 0, count = 0; ; count++) {
      at += Math.floor(Math.log(unit()) / logMiss) + 1;
      if (at > trials) return count;
    }
  };

  return {
    ...{ unit, range, normal, gamma, poisson, binomial },
    logRange: (from, to) => Math.exp(range(Math.log(from), Math.log(to))),
    whole: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    pick: (values) => values[Math.floor(unit() * values.length)] ?? values[0],
  };
}

function sfc32(name: string): () => number {
  let state = fnv1a(name);
  const seedWord = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [seedWord(), seedWord(), seedWord(), 1];
  const next = () => {
    const word = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + word) >>> 0;
    return word;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash >>> 0;
}
