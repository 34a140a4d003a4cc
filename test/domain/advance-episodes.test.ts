import { describe, expect, test } from 'vitest';
import { advanceEpisodes } from '#shared/domain/advance-episodes.ts';
import type { Finding } from '#shared/domain/detect/finding.ts';
import type { Maintenance } from '#shared/domain/detect/maintenance.ts';
import { UNKNOWN_SHARE } from '#shared/domain/detect/usual-share.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { episode, leafMinute, marker, NOON_MS, silence } from '../builders.ts';

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

describe('an incident that changes', () => {
  const at = (minute: number) => NOON_MS + minute * MINUTE_MS;
  const carrierFails = (minute: number, errors: Readonly<Record<string, number>>, messages = 100) =>
    ['svc-1', 'svc-2', 'svc-3'].map((vasid) =>
      leafMinute({
        startMs: at(minute),
        vasid,
        carrier: '31002',
        messages,
        errors: new Map([[2568, errors[vasid] ?? 0]]),
      }),
    );
  const carrier = { vasid: null, carrier: '31002' };
  const open = [
    episode({
      scope: carrier,
      openedMs: at(1),
      history: [{ atMs: at(1), reason: 'opened', scope: carrier, codes: [2568] }],
    }),
  ];
  const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
  const all = { 'svc-1': 60, 'svc-2': 60, 'svc-3': 60 };
  const advance = (toMinute: number, changes: Partial<Parameters<typeof advanceEpisodes>[0]>) =>
    advanceEpisodes({
      ...{ rule, maintenance, usualShare: UNKNOWN_SHARE, open, leaves: [], nowMs: at(toMinute) },
      findings: [finding({ change: 'continues', scope: carrier })],
      ...changes,
    });
  const recovering = [
    ...minutes(0, 15).flatMap((minute) => carrierFails(minute, all)),
    ...minutes(15, 30).flatMap((minute) => carrierFails(minute, { 'svc-1': 60 })),
  ];

  test('is named more narrowly when the rest of its scope has recovered', () => {
    const [narrowed] = advance(30, { leaves: recovering });
    expect(narrowed).toMatchObject({ scope: { vasid: 'svc-1', carrier: '31002' }, outbox: [{ reason: 'narrowed' }] });
  });

  test('stays as it is named where that is not long so, or too little was sent to tell', () => {
    expect(advance(20, { leaves: recovering.filter(({ startMs }) => startMs < at(20)) })).toEqual([]);
    const quiet = recovering.map((leaf) =>
      leaf.startMs >= at(15) && leaf.vasid !== 'svc-1' ? { ...leaf, messages: 0 } : leaf,
    );
    expect(advance(30, { leaves: quiet })).toEqual([]);
  });

  test('is not widened again by what it was narrowed from', () => {
    const narrowed = advance(30, { leaves: recovering });
    const next = minutes(30, 32).flatMap((minute) => carrierFails(minute, { 'svc-1': 60 }));
    expect(advance(32, { open: narrowed, leaves: [...recovering, ...next] })).toEqual([]);
  });

  test('is widened again when the rest fails once more', () => {
    const narrowed = advance(30, { leaves: recovering });
    const next = minutes(30, 45).flatMap((minute) => carrierFails(minute, all));
    const findings = ['svc-1', 'svc-2', 'svc-3'].map((vasid) =>
      finding({ change: 'continues', scope: { vasid, carrier: '31002' } }),
    );
    const [widened] = advance(45, { open: narrowed, leaves: [...recovering, ...next], findings });
    expect(widened).toMatchObject({ scope: carrier, history: [{}, { reason: 'narrowed' }, { reason: 'widened' }] });
  });

  test('becomes critical when a finding is, and stays so', () => {
    const warning = open.map((one) => ({ ...one, severity: 'warning' as const }));
    const [escalated] = advance(3, { open: warning });
    expect(escalated).toMatchObject({ severity: 'critical', outbox: [{ reason: 'escalated' }] });
    const milder = [finding({ change: 'continues', severity: 'warning', scope: carrier })];
    expect(advance(4, { open: escalated ? [escalated] : [], findings: milder })).toEqual([]);
  });

  test('becomes critical when half of at least a hundred submits fail', () => {
    const warning = open.map((one) => ({ ...one, severity: 'warning' as const }));
    const findings = [finding({ change: 'continues', severity: 'warning', scope: carrier })];
    const half = (messages: number) =>
      advance(1, {
        open: warning,
        findings,
        leaves: carrierFails(0, { 'svc-1': messages / 2, 'svc-2': messages / 2, 'svc-3': messages / 2 }, messages),
      });
    expect(half(30)).toEqual([]);
    expect(half(40)).toMatchObject([{ severity: 'critical', outbox: [{ reason: 'escalated' }] }]);
  });

  test('somebody who has taken it on is told that it got worse, and it is open again', () => {
    const taken = open.map((one) => ({ ...one, severity: 'warning' as const, state: 'acknowledged' as const }));
    expect(advance(3, { open: taken })).toMatchObject([{ state: 'open', outbox: [{ reason: 'escalated' }] }]);
  });
});

describe('episodes of one rule that grow into each other', () => {
  const small = episode({ id: 'small', codes: [3520], scope: { vasid: 'svc-1', carrier: '31002' }, toldMs: NOON_MS });
  const large = episode({
    id: 'large',
    codes: [2568],
    scope: { vasid: 'svc-2', carrier: null },
    sinceMs: NOON_MS - MINUTE_MS,
  });
  const everywhere = ['svc-1', 'svc-2'].flatMap((vasid) => ['31002', '31003'].map((mno) => failing(vasid, mno, 50)));
  const findings = [
    finding({ change: 'continues', scope: { vasid: null, carrier: null } }),
    finding({ change: 'continues', code: 3520, scope: small.scope }),
  ];
  const advanced = (open: readonly ReturnType<typeof episode>[]) =>
    advanceEpisodes({ rule, maintenance, usualShare: UNKNOWN_SHARE, open, findings, leaves: everywhere, nowMs });

  test('become one: the wider takes the codes, the other ends as part of it', () => {
    const changed = new Map(advanced([small, large]).map((one) => [one.id, one]));
    expect(changed.get('large')).toMatchObject({
      state: 'open',
      codes: [2568, 3520],
      scope: { vasid: null, carrier: null },
    });
    expect(changed.get('small')).toMatchObject({
      state: 'resolved',
      absorbedBy: 'large',
      outbox: [{ reason: 'absorbed' }],
    });
  });

  test('do so once', () => {
    const after = advanced([small, large]).filter(({ state }) => state !== 'resolved');
    expect(advanced(after)).toEqual([]);
  });
});

describe('what others know', () => {
  test('an episode whose cause another one explains is recorded and not told', () => {
    const others = [episode({ id: 'deaf', rule: 'no-logs', codes: [], scope: { vasid: null, carrier: null } })];
    const silent = { name: 'no-traffic', isStaged: false };
    const [opened] = advanceEpisodes({
      rule: silent,
      maintenance,
      usualShare: UNKNOWN_SHARE,
      open: [],
      others,
      findings: [finding()],
      leaves,
      nowMs,
    });
    expect(opened).toMatchObject({ quiet: 'inhibited', outbox: [] });
  });

  test('a silence hides what lies within it, and what grows beyond it is told', () => {
    const silences = [silence({ matcher: { vasid: 'svc-1' } })];
    const input = { rule, maintenance, usualShare: UNKNOWN_SHARE, silences, nowMs };
    const hidden = advanceEpisodes({ ...input, open: [], findings: [finding()], leaves });
    expect(hidden).toMatchObject([{ quiet: 'silenced', silence: silences[0], outbox: [] }]);
    const wider = [...leaves.slice(0, 2), failing('svc-2', '31002', 40), failing('svc-2', '31003', 40)];
    const told = advanceEpisodes({
      ...input,
      open: hidden,
      findings: [finding({ change: 'continues' })],
      leaves: wider,
    });
    expect(told).toMatchObject([{ quiet: undefined, silence: undefined, outbox: [{ reason: 'widened' }] }]);
  });

  test('what people did shortly before stands in the episode', () => {
    const markers = [
      marker({ atMs: NOON_MS - 4 * MINUTE_MS }),
      marker({ atMs: NOON_MS - 90 * MINUTE_MS, text: 'long ago' }),
    ];
    const [opened] = advanceEpisodes({
      rule,
      maintenance,
      usualShare: UNKNOWN_SHARE,
      markers,
      open: [],
      findings: [finding()],
      leaves,
      nowMs,
    });
    expect(opened?.markers).toEqual([markers[0]]);
  });
});

describe('an episode of few services', () => {
  const services = ['svc-1', 'svc-2', 'svc-3', 'svc-4', 'svc-5', 'svc-6'];
  const insight = {
    reach: {
      ...{ services: { failing: 2, sending: 6 }, carriers: { failing: 1, sending: 1 } },
      ...{ failedShare: 0.2, failedShareElsewhere: null },
    },
    ...{ byCode: [], causes: [], limits: [], recent: { fromMs: NOON_MS, errors: [] } },
  };
  const open = [
    episode({
      ...{ scope: { vasid: null, carrier: null }, insight },
      byVasid: [
        { value: 'svc-1', share: 0.5 },
        { value: 'svc-2', share: 0.5 },
      ],
    }),
  ];
  const whileFail = (failingServices: number) =>
    advanceEpisodes({
      ...{ rule, maintenance, usualShare: UNKNOWN_SHARE, open, nowMs: NOON_MS + 5 * MINUTE_MS },
      findings: [finding({ scope: { vasid: null, carrier: null }, change: 'continues' })],
      leaves: services.map((vasid, at) => failing(vasid, '31002', at < failingServices ? 30 : 0)),
    });

  test('is told to be wider when others fail as well', () => {
    expect(reasons(whileFail(4))).toEqual(['widened']);
  });

  test('is left alone while it is about them', () => {
    expect(whileFail(2)).toEqual([]);
  });
});

describe('when 10,000 keys fail at once', () => {
  const pairs = Array.from({ length: 10_000 }, (_, index) => ({
    vasid: `svc-${index % 500}`,
    carrier: `31${index % 20}-${Math.floor(index / 500)}`,
  }));
  const minuteOf = (startMs: number) =>
    pairs.map((pair) =>
      leafMinute({
        startMs,
        ...pair,
        messages: 10,
        errors: new Map([
          [2568, 9],
          [3520, 1],
        ]),
      }),
    );
  const findings = pairs.slice(0, 1_000).flatMap((scope) => [2568, 3520].map((code) => finding({ code, scope })));

  test('one message is sent, and one when it is over', () => {
    const told: string[] = [];
    let open: ReturnType<typeof episode>[] = [];
    for (let minute = 1; minute <= 4; minute++) {
      const change = minute === 4 ? 'recovered' : minute === 1 ? 'opened' : 'continues';
      const changed = advanceEpisodes({
        ...{ rule, maintenance, usualShare: UNKNOWN_SHARE, open, leaves: minuteOf(NOON_MS) },
        findings: findings.map((one) => ({ ...one, change })),
        nowMs: NOON_MS + minute * MINUTE_MS,
      });
      const ids = new Set(changed.map(({ id }) => id));
      open = [...open.filter(({ id }) => !ids.has(id)), ...changed];
      told.push(...changed.flatMap(({ history }) => history.slice(-1).map(({ reason }) => reason)));
    }
    expect(told).toEqual(['opened', 'resolved']);
  });
});
