import { expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { escalationLetter } from '#shared/domain/escalation.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../builders.ts';

const nowMs = NOON_MS + 90 * MINUTE_MS;
const sample = {
  atMs: NOON_MS + MINUTE_MS,
  code: 3520,
  vasid: 'svc-1',
  carrier: '31003',
  transactionId: 't-1',
  messageId: null,
};
const letter = (overrides: Parameters<typeof episode>[0], samples = [sample]) =>
  escalationLetter(episode({ codes: [3520], scope: { vasid: null, carrier: '31003' }, ...overrides }), {
    ...{ samples, catalogue: DEFAULT_CATALOGUE, nowMs },
  });

test('a letter says what fails, for whom, since when, how often, and by which messages it is found', () => {
  expect(letter({})).toMatchInlineSnapshot(`
    "Subject: MM7 submits fail with 3520 Provisioning issue: carrier 31003, since 2026-11-23T12:00Z

    To our account manager

    Since 2026-11-23T12:00Z submits of ours over MM7 are answered with 3520 Provisioning issue.

    Who:        carrier 31003
    Began:      2026-11-23T12:00Z
    State:      still failing at 2026-11-23T13:30Z, for 1 h 30 min
    Failed:     41 of 380 submits in that time, 11 %
    Usual:      0.5 % before
    Code 3520:  Provisioning problem, please contact your account manager
    Reference:  2026-11-23-1200-abc123

    Some of the messages:
      2026-11-23T12:01Z  3520  TransactionID t-1  MessageID -  service svc-1  carrier 31003

    Please check the account and its provisioning for these services, and tell us what has to be changed, by whom and until when.

    All times are UTC."
  `);
});

test('of what is over it says when that was', () => {
  expect(letter({ state: 'resolved', resolvedMs: NOON_MS + 30 * MINUTE_MS })).toContain(
    'over at 2026-11-23T12:30Z, after 30 min',
  );
});

test('messages of other codes, services and carriers are none of its business, and ten are enough', () => {
  const others = [
    { ...sample, code: 2568 },
    { ...sample, carrier: '31002' },
  ];
  expect(letter({}, others)).not.toContain('TransactionID');
  expect(letter({}, Array(30).fill(sample)).match(/TransactionID/g)).toHaveLength(10);
});

test.each([
  [3520, 'To our account manager'],
  [3000, 'To the support of the MMS provider'],
  [4004, 'To the carrier'],
])('%i goes %s', (code, to) => {
  expect(letter({ codes: [code] })).toContain(to);
});
