import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startPacking, startReading, take, unpackNumbers } from '#shared/domain/detect/numbers.ts';

const numbers = fc.array(fc.oneof(fc.constant(0), fc.double({ noNaN: true })));

describe('packed numbers', () => {
  test('are read as they were written, however many lists lie in one buffer', () => {
    fc.assert(
      fc.property(fc.array(numbers), (lists) => {
        const pack = startPacking();
        const packed = lists.map((list) => pack(list));
        expect(packed.map(unpackNumbers)).toEqual(lists.map((list) => list.map((number) => number || 0)));
      }),
    );
  });

  test('hold a list longer than a buffer', () => {
    const long = Array.from({ length: 2_000 }, (_, at) => at);
    expect(unpackNumbers(startPacking()(long))).toEqual(long);
  });

  test('that older code did not write are 0', () => {
    const reader = startReading(startPacking()([7]));
    expect([take(reader), take(reader), take(reader)]).toEqual([7, 0, 0]);
  });
});
