import type { Rollup } from '#shared/domain/roll.ts';
import type { RollupRange, RollupStore } from '#shared/ports.ts';

/**
 * Reads that are under way are shared: the questions with which a page begins come together and read the same counts, from one
 * embedded table. Nothing is kept once it is read.
 */
export function shareReads(rollups: Pick<RollupStore, 'list'>): Pick<RollupStore, 'list'> {
  const underWay = new Map<string, Promise<Rollup[]>>();
  return {
    list({ dimension, step, fromMs, toMs }: RollupRange) {
      const name = `${dimension} ${step} ${fromMs} ${toMs}`;
      const read =
        underWay.get(name) ?? rollups.list({ dimension, step, fromMs, toMs }).finally(() => underWay.delete(name));
      underWay.set(name, read);
      return read;
    },
  };
}
