import { expect, test } from 'vitest';
import { textOf } from '#shared/domain/message/text.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../../builders.ts';

test('an alert says what broke, for whom, since when, how bad, whose job it is and whether retrying helps', () => {
  const opened = episode({
    codes: [3520],
    scope: { vasid: null, carrier: '31003' },
    byVasid: [{ value: 'svc-7', share: 0.96 }],
  });
  expect(textOf({ id: 'n', reason: 'opened', episode: opened })).toEqual({
    title: 'ALERT: 3520 Provisioning issue: carrier 31003',
    lines: [
      '41 of 380 submits failed since 12:00 UTC, expected 2',
      'of the increase: svc-7 = 96 %',
      '3520 is a matter for your account manager at the provider; retrying does not help',
    ],
  });
});

test('the end says how long it lasted and how many failed', () => {
  const resolved = episode({ state: 'resolved', resolvedMs: NOON_MS + 32 * MINUTE_MS });
  expect(textOf({ id: 'n', reason: 'resolved', episode: resolved })).toEqual({
    title: 'RESOLVED: 2568 Unable to authenticate: service svc-1',
    lines: ['lasted 32 min, 12:00–12:32 UTC: answers are normal again', '41 of 380 submits failed in that time'],
  });
});
