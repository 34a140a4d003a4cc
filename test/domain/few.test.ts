import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import type { Episode } from '#shared/domain/episode.ts';
import { escalationLetter } from '#shared/domain/escalation.ts';
import { fewOf, haveOutgrown } from '#shared/domain/few.ts';
import { titleOf } from '#shared/domain/message/title.ts';
import { EVERYTHING, type Scope } from '#shared/domain/scope.ts';
import { episode, NOON_MS } from '../builders.ts';

const shares = (...parts: [string, number][]) => parts.map(([value, share]) => ({ value, share }));
const SVC_7_AND_9 = shares(['svc-7', 0.55], ['svc-9', 0.43]);
const CARRIERS = shares(['31002', 0.6], ['31003', 0.4]);

function hit(
  services: readonly [failing: number, sending: number],
  changes: Partial<Episode> & { readonly carriers?: readonly [failing: number, sending: number] } = {},
): Episode {
  const { carriers = [4, 4], ...others } = changes;
  const reach = {
    services: { failing: services[0], sending: services[1] },
    carriers: { failing: carriers[0], sending: carriers[1] },
    ...{ failedShare: 0.3, failedShareElsewhere: null },
  };
  const insight = { reach, byCode: [], causes: [], limits: [], recent: { fromMs: NOON_MS, errors: [] } };
  return episode({ codes: [3520], scope: EVERYTHING, insight, byVasid: SVC_7_AND_9, byCarrier: CARRIERS, ...others });
}

test.each<[string, Episode, string]>([
  ['two services of six', hit([2, 6]), 'services svc-7 and svc-9, 4 of 4 carriers'],
  [
    'three services of six',
    hit([3, 6], { byVasid: shares(['a', 0.4], ['b', 0.3], ['c', 0.3]) }),
    'services a, b and c, 4 of 4 carriers',
  ],
  ['two carriers of four', hit([6, 6], { carriers: [2, 4] }), 'carriers 31002 and 31003, 6 of 6 services'],
  ['two services of two', hit([2, 2]), 'all services and carriers, 2 of 2 services'],
  ['four services of six', hit([4, 6]), 'all services and carriers, 4 of 6 services'],
  [
    'two services that explain less than four fifths',
    hit([2, 6], { byVasid: shares(['svc-7', 0.5], ['svc-9', 0.25], ['svc-1', 0.1]) }),
    'all services and carriers, 2 of 6 services',
  ],
])('an incident of %s is named as what it is', (_what, one, whom) => {
  expect(titleOf(one)).toBe(`3520 Provisioning issue: ${whom}`);
});

test.each<[string, Scope]>([
  ['a carrier', { vasid: null, carrier: '31003' }],
  ['a service', { vasid: 'svc-7', carrier: null }],
])('an incident of %s is named by it, however few of its parts fail', (_what, scope) => {
  expect(fewOf(hit([2, 6], { scope }))).toBeNull();
});

test('a letter names them too', () => {
  const letter = escalationLetter(hit([2, 6]), { samples: [], catalogue: DEFAULT_CATALOGUE, nowMs: NOON_MS });
  expect(letter).toMatch(/^Subject: .*: services svc-7 and svc-9, since /);
  expect(letter).toContain('Who:        services svc-7 and svc-9\n');
});

describe('few that were named', () => {
  const few = { noun: 'services', values: ['svc-7', 'svc-9'] } as const;
  test.each([
    ['still explain it', shares(['svc-7', 0.5], ['svc-9', 0.3], ['svc-1', 0.2]), false],
    ['no longer explain it when others fail as well', shares(['svc-7', 0.4], ['svc-9', 0.3], ['svc-1', 0.3]), true],
  ])('%s', (_what, byVasid, outgrown) => {
    expect(haveOutgrown(few, { byVasid, byCarrier: [] })).toBe(outgrown);
  });
});
