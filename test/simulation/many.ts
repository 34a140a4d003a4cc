import { type Outcome, type RunOptions, simulate } from './simulate.ts';

/** So many seeds in a row. */
export function seedsFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/** The first run that breaks a promise, or null when all keep theirs. */
export async function firstFailure(
  seeds: readonly number[],
  options: Omit<RunOptions, 'seed'>,
): Promise<Pick<Outcome, 'seed' | 'violations'> | null> {
  for (const seed of seeds) {
    const { violations } = await simulate({ seed, ...options });
    if (violations.length > 0) return { seed, violations };
  }
  return null;
}
