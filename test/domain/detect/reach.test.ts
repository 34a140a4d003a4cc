import { describe, expect, test } from 'vitest';
import { isInMaintenance, touchesMaintenance } from '#shared/domain/detect/maintenance.ts';
import { isTold, severityOf } from '#shared/domain/detect/reach.ts';
import { EVERYWHERE, type KeyOverride, type Rule } from '#shared/domain/detect/rule.ts';
import { EVERYTHING, type Scope } from '#shared/domain/scope.ts';

const scope = (vasid: string | null, carrier: string | null): Scope => ({ vasid, carrier });
const key = (of: Scope, code = 3510) => ({ code, scope: of, errors: 10, messages: 100, expected: 2 });
const rule = (changes: Partial<Pick<Rule, 'reach' | 'overrides'>>): Rule => ({
  ...{
    ...EVERYWHERE,
    name: 'throughput',
    kind: 'evidence',
    watches: 'submits',
    codes: [3510],
    severity: 'warning',
    families: new Map(),
  },
  ...changes,
});
const overriding = (...overrides: KeyOverride[]) => rule({ overrides });

describe('the reach of a rule', () => {
  const reach = { vasids: new Set(['svc-1', 'svc-2']), carriers: null };

  test.each([
    [scope('svc-1', null), true],
    [scope('svc-2', '31002'), true],
    [scope('svc-3', null), false],
    [scope(null, '31002'), false],
    [EVERYTHING, false],
  ])('of two services: %j is told %s', (of, told) => {
    expect(isTold(rule({ reach }), key(of))).toBe(told);
  });
});

describe('an override', () => {
  test.each<[string, KeyOverride, boolean]>([
    ['ignores its key', { vasid: 'svc-1', ignore: true }, false],
    ['leaves other keys alone', { vasid: 'svc-2', ignore: true }, true],
    ['of a pair leaves its service alone', { vasid: 'svc-1', carrier: '31002', ignore: true }, true],
    ['of another code says nothing', { code: 4006, ignore: true }, true],
    ['asks for more errors', { code: 3510, minErrors: 11 }, false],
    ['asks for as many errors as there are', { code: 3510, minErrors: 10 }, true],
    ['asks for a larger excess', { vasid: 'svc-1', minExcessShare: 0.09 }, false],
  ])('%s', (_what, override, told) => {
    expect(isTold(overriding(override), key(scope('svc-1', null)))).toBe(told);
  });

  test('counts where it is the first that fits', () => {
    const both = overriding({ carrier: '31002', severity: 'critical' }, { code: 3510, ignore: true });
    expect(isTold(both, key(scope(null, '31002')))).toBe(true);
    expect(severityOf(both, key(scope(null, '31002')))).toBe('critical');
    expect(severityOf(both, key(scope(null, '31003')))).toBe('warning');
  });
});

describe('what is worked on', () => {
  const windows = [{ scope: scope(null, '31003'), fromMs: 100, toMs: 200 }];

  test.each([
    [scope(null, '31003'), 100, true, true],
    [scope('svc-1', '31003'), 199, true, true],
    [scope('svc-1', '31003'), 200, false, false],
    [scope('svc-1', '31002'), 150, false, false],
    [scope('svc-1', null), 150, false, true],
    [EVERYTHING, 150, false, true],
  ])('%j at %i: all of it %s, some of it %s', (of, atMs, all, some) => {
    expect([isInMaintenance(windows, of, atMs), touchesMaintenance(windows, of, atMs)]).toEqual([all, some]);
  });
});
