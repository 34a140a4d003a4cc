import { expect, test } from 'vitest';
import { textOf } from '#shared/domain/message/text.ts';
import { TOLD_PLAINLY } from '#shared/domain/message/told.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../../builders.ts';

test('an alert says what broke, for whom, since when, how bad, whose job it is and whether retrying helps', () => {
  const opened = episode({
    codes: [3520],
    scope: { vasid: null, carrier: '31003' },
    byVasid: [{ value: 'svc-7', share: 0.96 }],
  });
  expect(textOf({ id: 'n', reason: 'opened', episode: opened })).toMatchObject({
    title: 'ALERT: 3520 Provisioning issue: carrier 31003',
    lines: [
      'How bad: 41 of 380 submits failed (11 %) since 12:00 UTC, expected 2',
      'Where: Of the increase, service svc-7 = 96 %',
      'Provider says: “Provisioning problem, please contact your account manager”',
      "Whose job: your account manager's at the provider; retrying does not help",
      'What next: call your account manager with the times and codes above',
    ],
  });
});

test('the end says how long it lasted and how many failed', () => {
  const resolved = episode({ state: 'resolved', resolvedMs: NOON_MS + 32 * MINUTE_MS });
  expect(textOf({ id: 'n', reason: 'resolved', episode: resolved })).toMatchObject({
    title: 'RESOLVED: 2568 Unable to authenticate: service svc-1',
    lines: [
      'What happened: answers are normal again. It lasted 32 min, 12:00–12:32 UTC',
      'How bad: 41 of 380 submits failed (11 %) in that time',
    ],
  });
});

test("the provider's words are those of the settings, and a code that nobody knows is told as such", () => {
  const own = { code: 2571, text: 'Trial limit reached', details: null, family: 'provisioning' } as const;
  const catalogue = new Map([
    [2571, { ...own, layer: 'provider', actor: 'account-manager', retry: 'no', basis: 'stated' }],
  ] as const);
  const lines = (code: number) =>
    textOf({ id: 'n', reason: 'opened', episode: episode({ codes: [code] }) }, { ...TOLD_PLAINLY, catalogue }).lines;
  expect(lines(2571)).toContain('Provider says: “Trial limit reached”');
  expect(lines(3999)).toContain(
    "Whose job: the provider's, by the first digit of a code that is not in the catalogue; nobody knows whether retrying helps",
  );
});

test('a reminder of what has ceased does not say that it goes on', () => {
  const reach = { services: { failing: 1, sending: 1 }, carriers: { failing: 1, sending: 1 } };
  const insight = {
    ...{ reach: { ...reach, failedShare: 1, failedShareElsewhere: null }, byCode: [], causes: [], limits: [] },
    recent: { fromMs: NOON_MS, errors: [9, 9, 0, 0, 0, 0] },
  };
  const { lines } = textOf({ id: 'n', reason: 'reminder', episode: episode({ insight }) });
  expect(lines[0]).toBe(
    'What happened: nothing fails at the moment, but it is too early to call it over; nobody has taken it on',
  );
  expect(lines[1]).toContain('none in the last 4 min');
});
