import { describe, expect, test } from 'vitest';
import { type ErrorLine, errorLines, mostUnusual } from '../../console/chart/error-lines.ts';
import { lanesOf } from '../../console/chart/lanes.ts';
import { sparkPath } from '../../console/parts/spark-path.ts';
import { trendOf } from '../../console/parts/trend.ts';

const line = (group: string, counts: number[], plausible: number[] | null = null) => ({
  ...{ group, counts, plausible, expected: plausible && counts.map(() => 0) },
  total: counts.reduce((sum, count) => sum + count, 0),
});

describe('the lines of the chart', () => {
  test('are all errors, then the groups; success is none of them', () => {
    const lines = errorLines({
      messages: [100, 0, 200],
      lines: [line('success', [80, 0, 190]), line('provisioning', [15, 0, 10]), line('content', [5, 0, 0])],
    });
    expect(lines.map(({ name, shares }) => [name, shares])).toEqual([
      ['all errors', [0.2, null, 0.05]],
      ['provisioning', [0.15, null, 0.05]],
      ['content', [0.05, null, 0]],
    ]);
  });

  test('are that of the one group where there is one', () => {
    expect(errorLines({ messages: [10], lines: [line('3520', [5])] }).map(({ name }) => name)).toEqual(['3520']);
  });

  test('carry what is usual as a share', () => {
    const [only] = errorLines({ messages: [200], lines: [line('3520', [5], [3])] });
    expect(only?.usual).toEqual([0.015]);
  });
});

describe('the line in focus', () => {
  const of = (name: string, shares: number[], usual: number[] | null): ErrorLine => ({
    ...{ name, group: name, shares, usual, errors: 1 },
  });
  const quiet = Array.from({ length: 20 }, () => 0);

  test('is the one beyond its usual lately, though another was worse before', () => {
    const before = of('authentication', [0.9, ...quiet], [0.01, ...quiet]);
    const now = of('provisioning', [...quiet, 0.1], [...quiet, 0.01]);
    expect(mostUnusual([before, now])).toBe('provisioning');
    expect(mostUnusual([before])).toBe('authentication');
  });

  test('is none where nothing is watched', () => expect(mostUnusual([of('content', [0.5], null)])).toBeNull());
});

describe('a trend', () => {
  const steps = (before: number, last: number) => [
    ...Array(30).fill(0),
    ...Array(20).fill(before),
    ...Array(10).fill(last),
  ];
  const sent = [...Array(30).fill(0), ...Array(30).fill(100)];
  test.each([
    [0, 5, 'rising'],
    [5, 0, 'gone'],
    [8, 3, 'falling'],
    [5, 6, 'steady'],
    [0, 0, 'steady'],
  ])('from %i to %i of a hundred is %s, however little was sent before', (before, last, trend) => {
    expect(trendOf(steps(before, last), sent)).toBe(trend);
  });

  test('of a few more errors is chance', () => {
    expect(trendOf([...Array(20).fill(0), 1, 1], Array(22).fill(100))).toBe('steady');
  });
});

test('spans that overlap have lanes of their own, and a lane is used again', () => {
  const spans = [
    { sinceMs: 0, resolvedMs: 10 },
    { sinceMs: 5, resolvedMs: null },
    { sinceMs: 10, resolvedMs: 20 },
  ];
  expect(lanesOf(spans)).toEqual([0, 1, 0]);
});

test('a sparkline keeps a spike of one minute in a day', () => {
  const counts = Array.from({ length: 1440 }, (_, at) => (at === 700 ? 50 : 0));
  expect(sparkPath(counts, { width: 96, height: 20 })).toMatch(/L\d+\.\d 1\.0/);
});
