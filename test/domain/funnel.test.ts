import { expect, test } from 'vitest';
import { funnelRow, funnelRows } from '#shared/domain/funnel.ts';

const counts = (...entries: [string, number][]) => new Map(entries);

test('a funnel goes from submitted to the last report', () => {
  const row = funnelRow(
    '31002',
    counts(
      ['submit|1000', 90],
      ['submit|2568', 10],
      ['delivery-report|Retrieved', 50],
      ['delivery-report|Expired', 5],
      ['delivery-report|Indeterminate', 2],
      ['delivery-report|Deferred', 7],
      ['ack|1000', 64],
    ),
  );
  expect(row).toEqual({
    ...{ value: '31002', submitted: 100, accepted: 90, refused: 10 },
    ...{ delivered: 50, failed: 5, unknown: 2, pending: 33 },
  });
});

test('nothing is pending below zero where reports of earlier submits come', () => {
  expect(funnelRow(null, counts(['submit|1000', 1], ['delivery-report|Retrieved', 3])).pending).toBe(0);
});

test('what is pending of each is not told where reports do not tell whose they are', () => {
  const named = new Map([
    ['a', counts(['submit|1000', 1])],
    ['b', counts(['submit|1000', 2])],
    ['c', counts()],
  ]);
  expect(funnelRows(named, counts()).map(({ value, pending }) => [value, pending])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
  const rows = funnelRows(named, counts(['delivery-report|Retrieved', 1]));
  expect(rows.map(({ value, pending }) => [value, pending])).toEqual([
    ['b', null],
    ['a', null],
    [null, null],
  ]);
});
