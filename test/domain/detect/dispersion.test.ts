import { describe, expect, test } from 'vitest';
import { addWobble, missOf, STEADY, variationOf, type Wobble, wobbleOf } from '#shared/domain/detect/dispersion.ts';
import { FAMILIES } from '#shared/domain/detect/family.ts';

const DAY_OF_BLOCKS = 96;

/** What blocks of so many errors, and so many expected, teach. */
function taughtBy(blocks: readonly (readonly [errors: number, expected: number])[]): Wobble {
  return blocks.reduce(
    (sum, [errors, expected]) => addWobble(sum, wobbleOf(missOf(0, 0), missOf(errors, expected)), 15),
    STEADY,
  );
}

const ofBlocks = (wobble: Wobble) => variationOf(wobble, FAMILIES.provisioning).ofBlocks;
/** A share that is a fifth up in one quarter of an hour and a fifth down in the next. */
const day = Array.from({ length: DAY_OF_BLOCKS }, (_, at): [number, number] => [at % 2 === 0 ? 240 : 160, 200]);

describe('the learned wobble', () => {
  test('is about the squared coefficient of variation of the share', () => {
    expect(ofBlocks(taughtBy(day))).toBeCloseTo(0.04, 1);
  });

  test('is not decided by one busy quarter of an hour', () => {
    expect(ofBlocks(taughtBy([...day, [6_000, 2_000]]))).toBeLessThan(0.1);
  });

  test('is what the family presumes where next to nothing was expected', () => {
    expect(ofBlocks(taughtBy(day.map(() => [0, 0.01])))).toBeCloseTo(FAMILIES.provisioning.priorWobble, 1);
  });

  test('that was gathered unweighted gives way as fast as any', () => {
    const unweighted = { ...STEADY, excessOfBlocks: 0.5e9, weightOfBlocks: 1e9 };
    const weeks = Array.from({ length: 28 }, () => day).flat();
    const taught = weeks.reduce(
      (sum, [errors, expected]) => addWobble(sum, wobbleOf(missOf(0, 0), missOf(errors, expected)), 15),
      unweighted,
    );
    expect(ofBlocks(taught)).toBeLessThan(0.06);
  });
});
