import { describe, expect, test } from 'vitest';
import { watchOf } from '#shared/config/rules.ts';
import { readSettings } from '#shared/config/settings.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';

const watch = (settings: object) => watchOf(readSettings(settings, 'mm7watch.config.json'));
const ruleNamed = (name: string, rules: readonly object[]) => watch({ rules }).rules.find((rule) => rule.name === name);

describe('what is watched', () => {
  test('is the default without settings', () => {
    expect(watch({})).toEqual(DEFAULT_WATCH);
  });

  test('a default rule is changed by its name, and keeps what is not said', () => {
    const rules = [{ name: 'throughput', severity: 'critical', stage: true, services: ['promo-us'] }];
    expect(ruleNamed('throughput', rules)).toMatchObject({
      ...{ kind: 'evidence', codes: [3510, 4006], severity: 'critical', isStaged: true },
      reach: { vasids: new Set(['promo-us']), carriers: null },
    });
  });

  test.each([
    ['delivery', { kind: 'evidence', watches: 'reports', codes: [1], isStaged: true }],
    ['silent-loss', { kind: 'silent-loss', codes: [2], isStaged: true }],
    ['no-traffic', { kind: 'no-traffic', codes: [3], isStaged: true }],
    ['no-logs', { kind: 'no-logs', codes: [4], isStaged: true }],
    ['unknown-code', { kind: 'unknown-code', codes: [], isStaged: true }],
  ])('%s is changed like any other, with its kind or without', (name, wanted) => {
    expect(ruleNamed(name, [{ name, stage: true }])).toMatchObject(wanted);
    if (name !== 'delivery') expect(ruleNamed(name, [{ name, kind: name, stage: true }])).toMatchObject(wanted);
  });

  test.each([
    [{ name: 'no-traffic', codes: [2568] }, 'rules[0].codes: must not be set'],
    [{ name: 'delivery', codes: [2568] }, 'rules[0].codes: must not be set'],
    [{ name: 'silent-loss', kind: 'silent-loss', codes: [2568] }, 'rules[0].codes: must not be set'],
    [{ name: 'throughput', kind: 'no-traffic' }, 'rules[0].name: must be that of the kind'],
  ])('%j is refused', (entry, message) => {
    expect(() => ruleNamed('x', [entry])).toThrow(message);
  });

  describe("a code of one's own", () => {
    const catalogue = {
      2571: { text: 'Trial limit reached', family: 'provisioning' },
      2572: { text: 'Password expired', family: 'authentication' },
      2002: { text: 'Known already', family: 'provisioning' },
    };
    const ruleOfCodes = (rules: readonly object[]) =>
      watch({ rules, extraction: { catalogue } }).rules.find(({ name }) => name === 'provisioning-auth');

    test('joins the default rule of its family, and fails as codes of that family do', () => {
      expect(ruleOfCodes([])).toMatchObject({
        codes: [2550, 2568, 3520, 2571, 2572],
        families: new Map([[2572, 'auth']]),
      });
    });

    test('does not where another rule names it', () => {
      expect(ruleOfCodes([{ name: 'limits', codes: [2571] }])?.codes).toEqual([2550, 2568, 3520, 2572]);
    });

    test('does not where the settings say which codes the rule has', () => {
      expect(ruleOfCodes([{ name: 'provisioning-auth', codes: [2568] }])?.codes).toEqual([2568]);
    });
  });

  test('a rule is switched off by its name', () => {
    expect(ruleNamed('carrier', [{ name: 'carrier', enabled: false }])).toBeUndefined();
  });

  test.each([
    [
      { name: 'trial', codes: [2571], families: { 2571: 'auth' } },
      { kind: 'evidence', severity: 'warning', families: new Map([[2571, 'auth']]) },
    ],
    [
      { name: 'trial', kind: 'threshold', codes: [2571], count: 3 },
      { kind: 'rate', minErrors: 3, minMessages: 0, minShare: 0, windowMinutes: 5 },
    ],
    [
      { name: 'trial', kind: 'rate', codes: [2571], minShare: 0.1 },
      { kind: 'rate', minErrors: 5, minMessages: 20, minShare: 0.1, minTimesUsual: 0 },
    ],
  ])('%j is a rule of one’s own', (entry, wanted) => {
    expect(ruleNamed('trial', [entry])).toMatchObject(wanted);
  });

  test('what is worked on has a scope and a time', () => {
    const maintenance = [
      { from: '2026-11-24T22:00Z', to: '2026-11-25T00:00+01:00', carrier: '31003', reason: 'new link' },
    ];
    expect(watch({ maintenance }).maintenance).toEqual([
      {
        scope: { vasid: null, carrier: '31003' },
        ...{ fromMs: Date.UTC(2026, 10, 24, 22), toMs: Date.UTC(2026, 10, 24, 23) },
      },
    ]);
  });
});

test.each([
  [{ rules: [{ name: 'mine' }] }, 'rules[0].codes: must name the codes of a rule of your own'],
  [{ rules: [{ name: 'mine', kind: 'threshold', codes: [2571] }] }, 'rules[0].count: '],
  [
    { rules: [{ name: 'mine', kind: 'rate', codes: [2571], minShare: 5 }] },
    'rules[0].minShare: must be a share, 0-1; got 5',
  ],
  [{ rules: [{ name: 'mine', codes: [99] }] }, 'rules[0].codes[0]: must be a code of four digits; got 99'],
  [{ rules: [{ name: 'Mine', codes: [2571] }] }, 'rules[0].name: must be 1-41 small letters'],
  [
    { rules: [{ name: 'carrier' }, { name: 'carrier' }] },
    'rules[1].name: must be the name of one rule only; got "carrier"',
  ],
  [{ rules: [{ name: 'carrier', window: 5 }] }, 'rules[0]: unknown "window"'],
  [
    { rules: [{ name: 'carrier', overrides: [{ ignore: true }] }] },
    'rules[0].overrides[0]: must say which keys it is about',
  ],
  [
    { maintenance: [{ from: 'tonight', to: '2026-11-24' }] },
    'maintenance[0].from: must be an instant, as in "2026-11-24T22:00Z"; got "tonight"',
  ],
  [{ maintenance: [{ from: '2026-11-25', to: '2026-11-24' }] }, 'maintenance[0].to: must be later than from'],
])('%j is refused: %s', (settings, message) => {
  expect(() => watch(settings)).toThrow(`mm7watch.config.json: ${message}`);
});
