import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { KINDS } from '#shared/domain/model.ts';
import { breakdownRow, coverRange, outcomeRows, qualityRow, remainder } from '#shared/domain/report.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';

describe('the table by code', () => {
  const rows = outcomeRows(
    new Map([
      ['delivery-report|Expired', 1],
      ['submit|1000', 90],
      ['submit|2568', 9],
      ['submit|', 1],
      ['transport|502', 2],
    ]),
    KINDS,
    DEFAULT_CATALOGUE,
  );

  test('puts submits first and the most frequent first', () => {
    expect(rows.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'submit 1000',
      'submit 2568',
      'submit ',
      'delivery-report Expired',
      'transport 502',
    ]);
  });

  test('shares are those of the kind', () => {
    expect(rows.map(({ share }) => share)).toEqual([0.9, 0.09, 0.01, 1, 1]);
  });

  test('says what a code means and whose job it is', () => {
    expect(rows[1]).toMatchObject({ text: 'Unable to authenticate', actor: 'you', retry: 'after-fix' });
    expect(rows[2]).toMatchObject({ text: 'unreadable' });
    expect(rows[4]).toMatchObject({ text: 'HTTP 502, no MM7 status' });
  });
});

test('a breakdown counts submits and their errors, and nothing else', () => {
  const counts = new Map([
    ['submit|1000', 8],
    ['submit|2568', 1],
    ['submit|3520', 1],
    ['ack|2000', 5],
  ]);
  expect(breakdownRow('svc-1', counts)).toMatchObject({ submits: 10, errors: 2, errorShare: 0.2 });
});

test('what no service is known for is the rest', () => {
  const rest = remainder(new Map([['submit|1000', 5]]), [new Map([['submit|1000', 3]])]);
  expect(rest).toEqual(new Map([['submit|1000', 2]]));
});

test('events without a status are those seen less those that said something', () => {
  const quality = qualityRow(
    '/mms',
    new Map([
      ['seen', 10],
      ['matched', 6],
      ['truncated', 1],
      ['unattributed', 1],
    ]),
  );
  expect(quality).toMatchObject({ seen: 10, matched: 6, ignored: 2, truncated: 1, unattributed: 1 });
});

test('a range is covered once and whole by days, hours and minutes', () => {
  const minute = fc.integer({ min: 0, max: 5 * 24 * 60 });
  fc.assert(
    fc.property(minute, minute, (from, length) => {
      const [fromMs, toMs] = [from * MINUTE_MS, (from + length) * MINUTE_MS];
      const stretches = coverRange(fromMs, toMs);
      const ends = [fromMs, ...stretches.map((stretch) => stretch.toMs)];
      expect(stretches.map((stretch) => stretch.fromMs)).toEqual(ends.slice(0, -1));
      expect(ends.at(-1)).toBe(toMs);
    }),
  );
});
