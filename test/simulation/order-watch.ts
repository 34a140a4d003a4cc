import { type Item, textOf } from './expressions.ts';

/** Looks on while counts and the memories of detectors are written. */
export interface OrderWatch {
  readonly sees: (item: Item) => void;
  /** What was written over something newer. */
  readonly violations: () => string[];
}

/**
 * Watches, at every write, that counts never fall back to fewer partials, nor memories to earlier minutes; what a later write mends
 * is gone at the end of a run.
 */
export function watchOrder(): OrderWatch {
  const newest = new Map<string, number>();
  const violations: string[] = [];
  return {
    sees({ pk, sk, m, lastMinute }) {
      const age = Number(m?.N ?? lastMinute?.N);
      if (Number.isNaN(age)) return;
      const name = `${textOf(pk)} ${textOf(sk)}`;
      const before = newest.get(name) ?? Number.NEGATIVE_INFINITY;
      if (age < before) violations.push(`${name}: ${age} was written over ${before}`);
      newest.set(name, age);
    },
    violations: () => violations,
  };
}
