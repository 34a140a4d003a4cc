import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, rangeOf, SPAN_NAMES, type View, viewOf } from '../../console/address.ts';
import { NOON_MS } from '../builders.ts';

const view = (overrides: Partial<View> = {}): View => ({ ...viewOf('/', ''), ...overrides });

describe('the address of a view', () => {
  test.each<[Partial<View>, string]>([
    [{}, '/'],
    [{ last: '24h', carrier: '31003' }, '/?last=24h&carrier=31003'],
    [{ vasid: 'svc-7', by: 'vasid' }, '/?service=svc-7&by=service'],
    [{ episode: '2026-11-23-1042-x7f3k9', code: '3520' }, '/episodes/2026-11-23-1042-x7f3k9?code=3520'],
    [
      { last: null, fixed: { fromMs: NOON_MS, toMs: NOON_MS + 3_600_000 } },
      '/?from=2026-11-23T12:00Z&to=2026-11-23T13:00Z',
    ],
  ])('%j is %s', (change, address) => expect(addressOf(view(change))).toBe(address));

  test('read back is the view', () => {
    const name = fc.option(fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/), { nil: null });
    const minute = fc.integer({ min: 0, max: 40_000_000 }).map((minutes) => minutes * 60_000);
    const range = fc.record({ fromMs: minute, lengthMs: minute.map((ms) => ms + 60_000) });
    const views = fc.record({
      ...{
        episode: fc.constantFrom(null, '2026-11-23-1042-x7f3k9'),
        vasid: name,
        carrier: name,
        family: name,
        code: name,
      },
      ...{ by: fc.constantFrom('carrier' as const, 'vasid' as const) },
    });
    fc.assert(
      fc.property(views, fc.constantFrom(...SPAN_NAMES), fc.option(range, { nil: null }), (rest, last, fixed) => {
        const time = fixed
          ? { last: null, fixed: { fromMs: fixed.fromMs, toMs: fixed.fromMs + fixed.lengthMs } }
          : { last, fixed: null };
        const before = { ...rest, ...time };
        const { pathname, search } = new URL(addressOf(before), 'http://localhost');
        expect(viewOf(pathname, search)).toEqual(before);
      }),
    );
  });

  test.each(['?last=1y', '?carrier=<b>', '?from=yesterday&to=today', '?from=2026-11-24&to=2026-11-23', '?by=code'])(
    '%s shows the usual view all the same',
    (search) => expect(viewOf('/', search)).toEqual(view()),
  );
});

test('the range of a view ends with the minute that is filling', () => {
  expect(rangeOf(view({ last: '1h' }), NOON_MS + 1)).toEqual({ fromMs: NOON_MS - 3_540_000, toMs: NOON_MS + 60_000 });
  expect(rangeOf(view({ last: '1h' }), NOON_MS)).toEqual({ fromMs: NOON_MS - 3_600_000, toMs: NOON_MS });
});
