import { expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { shareReads } from '../../../cli/console/shared-reads.ts';
import { NOON_MS, rollup } from '../../builders.ts';

const RANGE = { dimension: 'all', step: 'minute', fromMs: NOON_MS, toMs: NOON_MS + MINUTE_MS } as const;

test('the same read asked twice at once is made once, and made anew once it is over', async () => {
  let reads = 0;
  const { list } = shareReads({ list: async () => [rollup({ partials: ++reads })] });
  const [one, other] = await Promise.all([list(RANGE), list({ ...RANGE })]);
  expect([one, other, await list(RANGE)].map((found) => found[0]?.partials)).toEqual([1, 1, 2]);
});

test('reads that differ are made each, and a failure is told to all who wait and not kept', async () => {
  const asked: string[] = [];
  const { list } = shareReads({
    async list({ dimension }) {
      asked.push(dimension);
      if (asked.length === 1) throw new Error('the table is away');
      return [];
    },
  });
  const [one, other] = await Promise.allSettled([list(RANGE), list(RANGE)]);
  expect([one?.status, other?.status]).toEqual(['rejected', 'rejected']);
  expect(await Promise.all([list(RANGE), list({ ...RANGE, dimension: 'carrier=31003' })])).toEqual([[], []]);
  expect(asked).toEqual(['all', 'all', 'carrier=31003']);
});
