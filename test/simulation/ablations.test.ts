import { expect, test } from 'vitest';
import { ABLATIONS } from './ablations.ts';
import { firstFailure, seedsFrom } from './many.ts';

test.each(Object.entries(ABLATIONS))(
  'a run is found that fails without %s',
  { timeout: 300_000 },
  async (_, variation) => {
    expect(await firstFailure(seedsFrom(1, 500), { variation })).not.toBeNull();
  },
);
