import { describe, expect, test } from 'vitest';
import { asksToDescribe, widgetRequestOf } from '../../../functions/widget/request.ts';
import { NOON_MS } from '../../builders.ts';

const HOUR_MS = 3_600_000;
/** As CloudWatch sends it, with what it sends beside. */
const event = (overrides: object = {}) => ({
  show: 'codes',
  widgetContext: {
    ...{ dashboardName: 'mm7watch', widgetId: 'widget-16', accountId: '123456789012', locale: 'en', period: 300 },
    timeRange: { mode: 'relative', start: NOON_MS + 729, end: NOON_MS + HOUR_MS + 729, relativeStart: HOUR_MS },
    theme: 'dark',
    params: { show: 'codes' },
    ...{ width: 588, height: 369, forms: { all: {} } },
    ...overrides,
  },
});

describe('a call of a dashboard', () => {
  test('gives the range in whole minutes and the theme', () => {
    expect(widgetRequestOf(event())).toEqual({
      ...{ show: 'codes', theme: 'dark' },
      range: { fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS + 60_000 },
    });
  });

  test('follows what is zoomed into, a minute at least', () => {
    const zoom = { start: NOON_MS + 100, end: NOON_MS + 200 };
    const { range } = widgetRequestOf(event({ timeRange: { start: NOON_MS, end: NOON_MS + HOUR_MS, zoom } }));
    expect(range).toEqual({ fromMs: NOON_MS, toMs: NOON_MS + 60_000 });
  });

  test('is light where the theme is one that is yet to come', () => {
    expect(widgetRequestOf(event({ theme: 'sepia' })).theme).toBe('light');
  });

  test.each([[{}], [{ ...event(), show: 'everything' }], [{ show: 'codes' }], [null]])('%j is refused', (call) => {
    expect(() => widgetRequestOf(call)).toThrow();
  });

  test('that asks for a description is told from one that asks for a picture', () => {
    expect([asksToDescribe({ describe: true }), asksToDescribe(event()), asksToDescribe(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
