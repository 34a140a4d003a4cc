import { describe, expect, test } from 'vitest';
import { advanceEpisodes } from '#shared/domain/advance-episodes.ts';
import type { Finding } from '#shared/domain/detect/finding.ts';
import type { Maintenance } from '#shared/domain/detect/maintenance.ts';
import { UNKNOWN_SHARE } from '#shared/domain/detect/usual-share.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, leafMinute, NOON_MS } from '../builders.ts';

const rule = { name: 'provisioning-auth', isStaged: false };
const maintenance: readonly Maintenance[] = [];
const nowMs = NOON_MS + MINUTE_MS;
const finding = (overrides: Partial<Finding> = {}): Finding => ({
  ...{ rule: rule.name, code: 2568, scope: { vasid: 'svc-1', carrier: null }, change: 'opened', sinceMs: NOON_MS },
  ...{ errors: 60, messages: 100, expected: 0, severity: 'critical', evidence: null },
  ...overrides,
});
const failing = (vasid: string, carrier: string, errors: number) =>
  leafMinute({ vasid, carrier, errors: new Map([[2568, errors]]) });
const leaves = [failing('svc-1', '31002', 30), failing('svc-1', '31003', 30), failing('svc-2', '31002', 0)];
const reasons = (episodes: ReturnType<typeof advanceEpisodes>) => episodes.map(({ history }) => history.at(-1)?.reason);

describe('episodes of a rule', () => {
  test('open with the smallest scope, its numbers and a notification to send', () => {
    const [opened] = advanceEpisodes({
      rule,
      maintenance,
      usualShare: UNKNOWN_SHARE,
      open: [],
      findings: [finding()],
      leaves,
      nowMs,
    });
    expect(opened).toMatchObject({
      state: 'open',
      scope: { vasid: 'svc-1', carrier: null },
      errors: 60,
      messages: 200,
      version: 1,
    });
    expect(opened?.outbox).toEqual([{ notificationId: `${opened?.id}-1`, reason: 'opened', claimedMs: nowMs }]);
  });

  test('findings on many scopes are one episode', () => {
    const findings = [
      finding(),
      finding({ scope: { vasid: null, carrier: null } }),
      finding({ scope: { vasid: 'svc-1', carrier: '31002' } }),
    ];
    expect(
      advanceEpisodes({ rule, maintenance, usualShare: UNKNOWN_SHARE, open: [], findings, leaves, nowMs }),
    ).toHaveLength(1);
  });

  test('the same opening has the same id, so doing it twice makes one', () => {
    const open = () =>
      advanceEpisodes({
        rule,
        maintenance,
        usualShare: UNKNOWN_SHARE,
        open: [],
        findings: [finding()],
        leaves,
        nowMs,
      })[0]?.id;
    expect(open()).toBe(open());
  });

  test('nothing changes while the finding goes on', () => {
    const open = [episode()];
    expect(
      advanceEpisodes({
        rule,
        maintenance,
        usualShare: UNKNOWN_SHARE,
        open,
        findings: [finding({ change: 'continues' })],
        leaves,
        nowMs,
      }),
    ).toEqual([]);
  });

  test('widen when more is hit', () => {
    const wider = [...leaves.slice(0, 2), failing('svc-2', '31002', 40), failing('svc-2', '31003', 40)];
    const changed = advanceEpisodes({
      rule,
      maintenance,
      usualShare: UNKNOWN_SHARE,
      open: [episode()],
      findings: [finding({ change: 'continues' })],
      leaves: wider,
      nowMs,
    });
    expect(reasons(changed)).toEqual(['widened']);
    expect(changed[0]?.scope).toEqual({ vasid: null, carrier: null });
  });

  test.each([
    ['recovered', 'resolved'],
    ['stale', 'stale'],
  ] as const)('end when the finding has %s', (change, reason) => {
    const changed = advanceEpisodes({
      rule,
      maintenance,
      usualShare: UNKNOWN_SHARE,
      open: [episode()],
      findings: [finding({ change })],
      leaves,
      nowMs,
    });
    expect(reasons(changed)).toEqual([reason]);
    expect(changed[0]).toMatchObject({ state: 'resolved', resolvedMs: nowMs });
  });
});

describe('an episode that nobody is told of', () => {
  const working = [{ scope: { vasid: 'svc-1', carrier: null }, fromMs: NOON_MS, toMs: NOON_MS + 10 * MINUTE_MS }];
  const open = (changes: object) =>
    advanceEpisodes({
      rule,
      maintenance,
      usualShare: UNKNOWN_SHARE,
      open: [],
      findings: [finding()],
      leaves,
      nowMs,
      ...changes,
    });

  test.each([
    ['its rule is on trial', { rule: { ...rule, isStaged: true } }, 'staged'],
    ['what it is about is worked on', { maintenance: working }, 'maintenance'],
  ])('is recorded where %s', (_why, changes, quiet) => {
    expect(open(changes)).toMatchObject([{ quiet, state: 'open', outbox: [], history: [{ reason: 'opened' }] }]);
  });

  test('is told when the work is over and it goes on', () => {
    const quiet = open({ maintenance: working });
    const findings = [finding({ change: 'continues' })];
    const still = { rule, maintenance: working, usualShare: UNKNOWN_SHARE, open: quiet, findings, leaves };
    expect(advanceEpisodes({ ...still, nowMs: nowMs + MINUTE_MS })).toEqual([]);
  });

  test('ends as quietly', () => {
    const [ended] = advanceEpisodes({
      rule,
      maintenance: working,
      usualShare: UNKNOWN_SHARE,
      open: open({ maintenance: working }),
      findings: [],
      leaves,
      nowMs,
    });
    expect(ended).toMatchObject({ state: 'resolved', outbox: [] });
  });
});
