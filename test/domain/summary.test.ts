import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { summaryOf } from '#shared/domain/summary.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../builders.ts';

const minute = (at: number, ok: number, failed: Readonly<Record<string, number>>) => ({
  startMs: NOON_MS + at * MINUTE_MS,
  counts: new Map([
    ['submit|1000', ok],
    ['delivery-report|Retrieved', 50],
    ...Object.entries(failed).map(([code, count]) => [`submit|${code}`, count] as const),
  ]),
});
const over = episode({ resolvedMs: NOON_MS + 20 * MINUTE_MS, codes: [2568, 3520] });
const calm = Array.from({ length: 10 }, (_, at) => minute(at, 9, { 2568: 1 }));
const storm = Array.from({ length: 10 }, (_, at) => minute(at + 10, 4, { 2568: 4, 3520: 1, 2002: 1 }));

describe('what an episode came to', () => {
  test('is its length, its worst five minutes, its submits and which of the failed can be sent again', () => {
    expect(summaryOf(over, [...calm, ...storm], DEFAULT_CATALOGUE)).toEqual({
      durationMs: 20 * MINUTE_MS,
      peakShare: 0.5,
      peakMs: NOON_MS + 10 * MINUTE_MS,
      messages: 200,
      errors: 60,
      retryableShare: 50 / 60,
    });
  });

  test('has the peak of the whole where too little was sent for a peak', () => {
    const few = [minute(0, 1, {}), minute(3, 0, { 2568: 1 })];
    expect(summaryOf(over, few, DEFAULT_CATALOGUE)).toMatchObject({ peakShare: 0.5, peakMs: NOON_MS, messages: 2 });
  });

  test('knows nothing of sending again where the catalogue does not', () => {
    const unknown = episode({ codes: [2999], resolvedMs: NOON_MS + MINUTE_MS });
    expect(summaryOf(unknown, [minute(0, 1, { 2999: 5 })], DEFAULT_CATALOGUE).retryableShare).toBeNull();
    expect(summaryOf(over, [], DEFAULT_CATALOGUE)).toMatchObject({ messages: 0, peakShare: 0, retryableShare: null });
  });
});
