import { describe, expect, test } from 'vitest';
import { contributionsBy, excessByLeaf, smallestExplanation } from '#shared/domain/attribute.ts';
import { UNKNOWN_SHARE } from '#shared/domain/detect/usual-share.ts';
import { leafMinute, NOON_MS } from '../builders.ts';

const leaf = (vasid: string, carrier: string, messages: number, errors: number) => ({
  vasid,
  carrier,
  messages,
  errors,
  expected: 0,
});

describe('the smallest explanation', () => {
  test.each([
    [
      'a service at a carrier',
      [leaf('a', '1', 50, 40), leaf('a', '2', 50, 0), leaf('b', '1', 50, 0)],
      { vasid: 'a', carrier: '1' },
    ],
    [
      'a service',
      [leaf('a', '1', 50, 40), leaf('a', '2', 50, 35), leaf('b', '1', 50, 0)],
      { vasid: 'a', carrier: null },
    ],
    [
      'a carrier',
      [leaf('a', '1', 50, 40), leaf('b', '1', 50, 35), leaf('a', '2', 50, 0)],
      { vasid: null, carrier: '1' },
    ],
    [
      'everything',
      [leaf('a', '1', 50, 40), leaf('b', '2', 50, 35), leaf('a', '2', 50, 30)],
      { vasid: null, carrier: null },
    ],
    [
      'a carrier, though one service is most of it',
      [leaf('giant', '1', 900, 300), leaf('b', '1', 50, 20), leaf('giant', '2', 900, 0)],
      { vasid: null, carrier: '1' },
    ],
  ])('is %s', (_what, leaves, scope) => {
    expect(smallestExplanation(leaves)).toEqual(scope);
  });
});

test('excess is what came above the share of the time before', () => {
  const before = leafMinute({ startMs: NOON_MS - 60_000, errors: new Map([[2568, 1]]) });
  const since = leafMinute({ errors: new Map([[2568, 41]]) });
  expect(excessByLeaf([before, since], [2568], NOON_MS, UNKNOWN_SHARE)).toEqual([
    { vasid: 'svc-1', carrier: '31002', messages: 100, errors: 41, expected: 1 },
  ]);
});

test('excess is what came above the share that was learned', () => {
  const leaves = [leafMinute({ errors: new Map([[2568, 41]]) })];
  expect(excessByLeaf(leaves, [2568, 3520], NOON_MS, (_, code) => (code === 2568 ? 0.02 : 0.01))).toMatchObject([
    { errors: 41, expected: 3 },
  ]);
});

test('where no pair has more than chance brings, nothing explains it', () => {
  const noisy = (vasid: string) => ({ vasid, carrier: '1', messages: 10_000, errors: 115, expected: 100 });
  expect(smallestExplanation(['a', 'b', 'c'].map(noisy))).toBeNull();
});

test('contributions are parts of the increase, the largest first', () => {
  expect(contributionsBy('vasid', [leaf('a', '1', 50, 10), leaf('b', '1', 50, 30)])).toEqual([
    { value: 'b', share: 0.75 },
    { value: 'a', share: 0.25 },
  ]);
});
