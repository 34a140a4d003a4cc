import { expect, test } from 'vitest';
import { insightOf } from '#shared/domain/insight/insight.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

const leaf = (vasid: string, carrier: string, errors: readonly (readonly [number, number])[]) =>
  leafMinute({ vasid, carrier, messages: 20, errors: new Map(errors) });
const AT = { sinceMs: NOON_MS, nowMs: NOON_MS + MINUTE_MS, usualShare: () => 0.01 };
const minutes = [
  leaf('a', '1', [
    [3520, 15],
    [2550, 5],
  ]),
  leaf('a', '2', []),
  leaf('b', '1', [[3520, 10]]),
  leaf('c', '1', []),
];

test('it is told how many of those who send are hit, in the scope and around it', () => {
  const { reach } = insightOf({ ...AT, codes: [3520, 2550], scope: { vasid: null, carrier: '1' }, minutes });
  expect(reach).toEqual({
    services: { failing: 2, sending: 3 },
    carriers: { failing: 1, sending: 1 },
    failedShare: 0.5,
    failedShareElsewhere: 0,
  });
});

test('codes are told by their part of the increase', () => {
  const { byCode } = insightOf({ ...AT, codes: [2550, 3520, 2551], scope: { vasid: null, carrier: '1' }, minutes });
  expect(byCode.map(({ value, share }) => [value, share.toFixed(2)])).toEqual([
    ['3520', '0.85'],
    ['2550', '0.15'],
  ]);
});

test('errors of the last thirty minutes are told one by one, the newest last', () => {
  const { recent } = insightOf({ ...AT, codes: [3520], scope: { vasid: 'a', carrier: null }, minutes });
  expect(recent.fromMs).toBe(NOON_MS - 29 * MINUTE_MS);
  expect(recent.errors).toEqual([...Array.from({ length: 29 }, () => 0), 15]);
});
