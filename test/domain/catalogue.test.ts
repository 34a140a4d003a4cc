import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE, describeCode, describeReportStatus } from '#shared/domain/catalogue.ts';

describe('catalogue', () => {
  test('holds the 43 published codes', () => {
    expect(DEFAULT_CATALOGUE.size).toBe(43);
  });

  test.each([
    [2550, 'Account disabled', 'account-manager'],
    [2568, 'Unable to authenticate', 'you'],
    [3520, 'Provisioning issue', 'account-manager'],
    [3510, 'Throughput exceeded', 'you'],
    [4006, 'Service unavailable', 'carrier'],
  ])('%d is %s, a matter for %s', (code, text, actor) => {
    expect(describeCode(code)).toMatchObject({ text, actor });
  });

  test.each([
    [2999, 'client error'],
    [3999, 'server error'],
    [4999, 'service error'],
    [6102, 'carrier'],
  ])('an unknown code, %d, has no text and counts as its class: %s', (code, family) => {
    expect(describeCode(code)).toMatchObject({ text: null, family });
  });

  test.each([
    ['retrieved', 'Retrieved'],
    ['EXPIRED', 'Expired'],
  ])('statuses of reports are found without case: %s', (sent, name) => {
    expect(describeReportStatus(sent)?.name).toBe(name);
  });

  test('a status that is not published is unknown', () => {
    expect(describeReportStatus('Queued')).toBeUndefined();
  });
});
