import { expect, test } from 'vitest';
import { formatCount, formatShare } from '#shared/domain/amount.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [1_234_567, '1,234,567'],
])('%i is written %s', (value, written) => expect(formatCount(value)).toBe(written));

test.each([
  [0, '0 %'],
  [0.0004, '< 0.1 %'],
  [0.0005, '0.1 %'],
  [0.041, '4.1 %'],
  [0.2749, '27 %'],
  [1, '100 %'],
])('the share %d is written %s', (share, written) => expect(formatShare(share)).toBe(written));
