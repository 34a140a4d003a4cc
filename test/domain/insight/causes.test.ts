import { expect, test } from 'vitest';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { insightOf } from '#shared/domain/insight/insight.ts';
import { EVERYTHING, type Scope } from '#shared/domain/scope.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

const SERVICES = ['svc-1', 'svc-2', 'svc-3'];
const CARRIERS = ['31002', '31003', '31004'];
const SVC_1: Scope = { vasid: 'svc-1', carrier: null };
const AT_31003: Scope = { vasid: null, carrier: '31003' };

/** What a service sends to a carrier in a minute, before noon (negative) or since. */
type Gateway = (vasid: string, carrier: string, minute: number) => Pick<LeafMinute, 'messages' | 'errors'>;

const well = { messages: 20, errors: new Map<number, number>() };
const failing = (code: number, errors: number, messages = 20) => ({ messages, errors: new Map([[code, errors]]) });

function causesAt(code: number, scope: Scope, gateway: Gateway): string[] {
  const minutes: LeafMinute[] = [];
  for (let minute = -30; minute < 10; minute++)
    for (const vasid of SERVICES)
      for (const carrier of CARRIERS)
        minutes.push(
          leafMinute({ startMs: NOON_MS + minute * MINUTE_MS, vasid, carrier, ...gateway(vasid, carrier, minute) }),
        );
  const span = { sinceMs: NOON_MS, nowMs: NOON_MS + 10 * MINUTE_MS };
  const insight = insightOf({ codes: [code], scope, ...span, minutes, usualShare: () => 0.001 });
  return insight.causes.map(({ name, evidence }) => `${name}: ${evidence}`);
}

test.each<[string, number, Scope, Gateway, string[]]>([
  [
    'everything of a service is refused',
    2568,
    SVC_1,
    (vasid, _carrier, minute) => (vasid === 'svc-1' && minute >= 0 ? failing(2568, 20) : well),
    ['credentials-changed: 100 % of its submits are refused, at all 3 carriers'],
  ],
  [
    'half of a service is refused',
    2568,
    SVC_1,
    (vasid, _carrier, minute) => (vasid === 'svc-1' && minute >= 0 ? failing(2568, 10) : well),
    ['credentials-partly-changed: 50 % are refused and the others accepted, at the same time'],
  ],
  [
    'the account is disabled',
    2550,
    EVERYTHING,
    (_vasid, _carrier, minute) => (minute >= 0 ? failing(2550, 20) : well),
    ['account-disabled: the provider says so of 100 % of the submits, at all 3 carriers'],
  ],
  [
    'two services of three are not set up',
    3520,
    EVERYTHING,
    (vasid, _carrier, minute) => (vasid !== 'svc-1' && minute >= 0 ? failing(3520, 18) : well),
    ['service-not-provisioned: 2 of 3 services are refused, at all 3 carriers'],
  ],
  [
    'every service fails at one carrier',
    3520,
    AT_31003,
    (_vasid, carrier, minute) => (carrier === '31003' && minute >= 0 ? failing(3520, 7) : well),
    ['carrier-not-provisioned: all 3 services that send there are refused alike, 0 % elsewhere'],
  ],
  [
    'one service is not set up',
    3520,
    SVC_1,
    (vasid, _carrier, minute) => (vasid === 'svc-1' && minute >= 0 ? failing(3520, 7) : well),
    ['service-not-provisioned: 35 % of its submits are refused at all 3 carriers, 0 % elsewhere'],
  ],
  [
    'nothing is set up any more',
    3520,
    EVERYTHING,
    (_vasid, _carrier, minute) => (minute >= 0 ? failing(3520, 7) : well),
    ['account-not-provisioned: all 3 services are refused, at all 3 carriers'],
  ],
  [
    'a service sends more than it may',
    3510,
    SVC_1,
    (vasid, _carrier, minute) => (vasid === 'svc-1' && minute >= 0 ? failing(3510, 20, 40) : well),
    ['limit-exceeded: 120 a minute are sent, 60 a minute were before'],
  ],
  [
    'a service may send less than it did',
    3510,
    SVC_1,
    (vasid, _carrier, minute) => (vasid === 'svc-1' && minute >= 0 ? failing(3510, 10) : well),
    [
      'limit-lowered: no more is sent than before (60 a minute), but of it 30 a minute are accepted, where 60 a minute were',
    ],
  ],
  [
    'one service uses up what the others need',
    3510,
    EVERYTHING,
    (vasid, _carrier, minute) => (minute < 0 ? well : failing(3510, 10, vasid === 'svc-1' ? 90 : 20)),
    [
      'one-customer: svc-1 sends 270 a minute instead of 60 a minute, 100 % of the growth',
      'limit-exceeded: 390 a minute are sent, 180 a minute were before',
    ],
  ],
  [
    'a carrier has no capacity',
    4006,
    AT_31003,
    (_vasid, carrier, minute) => (carrier === '31003' && minute >= 0 ? failing(4006, 5) : well),
    ['carrier-capacity: all 3 services that send there fail alike (25 %), and 0 % at the others'],
  ],
  [
    'a carrier does not answer',
    3500,
    AT_31003,
    (_vasid, carrier, minute) => (carrier === '31003' && minute >= 0 ? failing(3500, 20) : well),
    ['carrier-not-answering: all 3 services that send there fail alike (100 %), and 0 % at the others'],
  ],
  [
    'no carrier answers',
    3500,
    EVERYTHING,
    (_vasid, _carrier, minute) => (minute >= 0 ? failing(3500, 12) : well),
    ['provider-not-answering: all 3 services fail at all 3 carriers (60 %)'],
  ],
  [
    'the lookup of carriers is down',
    2569,
    EVERYTHING,
    (_vasid, _carrier, minute) => (minute >= 0 ? failing(2569, 4) : well),
    ['lookup-service-down: all 3 services fail at all 3 carriers (20 %)'],
  ],
  ['addresses are wrong, which looks like nothing that is known', 2002, SVC_1, () => failing(2002, 10), []],
])('where %s, the likely cause and its evidence are told', (_what, code, scope, gateway, causes) => {
  expect(causesAt(code, scope, gateway)).toEqual(causes);
});
