import { describe, expect, test } from 'vitest';
import { type HeatSource, heatOf } from '#shared/domain/heat.ts';

const source = (overrides: Partial<HeatSource>): HeatSource => ({
  ...{ value: '31003', submits: 100, errors: 0, codes: [] },
  ...overrides,
});

describe('a heat map', () => {
  test('has the codes by their sum over all columns, and a cell for each', () => {
    const heat = heatOf([
      source({
        value: '31003',
        errors: 40,
        codes: [
          { code: '3520', count: 35 },
          { code: '2002', count: 5 },
        ],
      }),
      source({ value: null, submits: 200, errors: 40, codes: [{ code: '2002', count: 40 }] }),
    ]);
    expect(heat.columns).toEqual([
      { value: '31003', errorShare: 0.4 },
      { value: null, errorShare: 0.2 },
    ]);
    expect(heat.rows).toMatchObject([
      {
        code: '2002',
        cells: [
          { count: 5, share: 0.05 },
          { count: 40, share: 0.2 },
        ],
      },
      {
        code: '3520',
        cells: [
          { count: 35, share: 0.35 },
          { count: 0, share: 0 },
        ],
      },
    ]);
  });

  test.each([
    [0, 0],
    [1, 1],
    [50, 2],
    [200, 3],
    [600, 4],
    [2_000, 5],
    [10_000, 5],
  ])('of 10,000 submits %i errors are of level %i, whatever else failed', (count, level) => {
    const { rows } = heatOf([source({ submits: 10_000, codes: [{ code: '3520', count }] })]);
    expect(rows[0]?.cells[0]?.level).toBe(level);
  });

  test('says how much of it did not fit', () => {
    const codes = Array.from({ length: 15 }, (_, at) => ({ code: String(2000 + at), count: 1 }));
    const heat = heatOf(Array.from({ length: 13 }, (_, at) => source({ value: String(at), errors: 15, codes })));
    expect([heat.rows.length, heat.codesLeftOut, heat.columns.length, heat.columnsLeftOut]).toEqual([12, 3, 10, 3]);
  });
});
