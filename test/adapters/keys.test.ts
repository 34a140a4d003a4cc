import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollupKey, rollupPartitions } from '#shared/adapters/dynamodb/keys.ts';
import { STEP_MS, STEPS, stepsBetween } from '#shared/domain/time.ts';

const FROM_MS = Date.UTC(2026, 11, 30);

test('the pieces in which rollups are read hold each start of the range once, whatever shard and part, and no other', () => {
  const inSteps = fc.record({
    step: fc.constantFrom(...STEPS),
    from: fc.nat(3_000),
    length: fc.integer({ min: 1, max: 3_000 }),
    part: fc.nat(12),
  });
  fc.assert(
    fc.property(inSteps, ({ step, from, length, part }) => {
      const [fromMs, toMs] = [from, from + length].map((count) => FROM_MS + count * STEP_MS[step]);
      const pieces = rollupPartitions('all', step, fromMs ?? 0, toMs ?? 0);
      const around = stepsBetween(step, (fromMs ?? 0) - 2 * STEP_MS[step], (toMs ?? 0) + 2 * STEP_MS[step]);
      const found = around.flatMap((startMs) => {
        const { pk, sk } = rollupKey('all', step, startMs, 11, part);
        return pieces.filter((piece) => piece.pk === pk && piece.fromSk <= sk && sk <= piece.toSk).map(() => startMs);
      });
      expect(found).toEqual(stepsBetween(step, fromMs ?? 0, toMs ?? 0));
    }),
    { numRuns: 30 },
  );
});
