import { describe, expect, test } from 'vitest';
import { type DetectorState, INITIAL_STATE } from '#shared/domain/detect/finding.ts';
import { EVERYWHERE, type SignalRule } from '#shared/domain/detect/rule.ts';
import type { SignalMinute } from '#shared/domain/detect/signal-minute.ts';
import { stepSignal } from '#shared/domain/detect/step-signal.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

const NOON = NOON_MS / 60_000;
const DAY = 1440;

function ruleOf(kind: SignalRule['kind'], changes: Partial<SignalRule> = {}): SignalRule {
  return { ...EVERYWHERE, name: kind, kind, codes: [], severity: 'warning', ...changes };
}

interface Story {
  readonly rule: SignalRule;
  readonly minutes: number;
  readonly everyMinutes?: number;
  readonly submitsIn?: (after: number) => readonly LeafMinute[];
  readonly reportsIn?: (after: number) => readonly LeafMinute[];
  readonly logsIn?: (after: number) => ReadonlyMap<string, number>;
  readonly areLogsSilent?: (after: number) => boolean;
}

/** What a rule says from noon on: minute after noon, change, key. */
function tell({ rule, minutes, everyMinutes = 1, submitsIn, reportsIn, logsIn, areLogsSilent }: Story) {
  const told: string[] = [];
  let state: DetectorState = INITIAL_STATE;
  let again = 0;
  for (let after = 0; after < minutes; after += everyMinutes) {
    const at: SignalMinute = {
      minute: NOON + after,
      submitsIn: (minute) => submitsIn?.(minute - NOON) ?? [],
      reportsIn: (minute) => reportsIn?.(minute - NOON) ?? [],
      logsIn: logsIn ? (minute) => logsIn(minute - NOON) : null,
      learns: () => true,
      isKnown: (code) => code < 7000,
      areLogsSilent: areLogsSilent?.(after) ?? false,
    };
    const step = stepSignal(rule, state, at);
    again = stepSignal(rule, step.state, at).findings.length;
    for (const { change, code, scope } of step.findings)
      if (change !== 'continues')
        told.push(`${after} ${change} ${code} ${scope.vasid ?? '*'} ${scope.carrier ?? '*'} ${step.logGroups}`.trim());
    state = step.state;
  }
  expect(again).toBe(0);
  return told;
}

describe('no traffic', () => {
  const submitsIn = (after: number) => (after < 2 * DAY ? [leafMinute(), leafMinute({ vasid: 'svc-2' })] : []);

  test('is told of everything', () => {
    expect(tell({ rule: ruleOf('no-traffic'), minutes: 2 * DAY + 60, submitsIn })).toEqual(['2894 opened 3 * *']);
  });

  test('is told of a service that the rule names, though others send', () => {
    const others = (after: number) => [...submitsIn(after), leafMinute({ vasid: 'svc-3' })];
    const reach = { vasids: new Set(['svc-2']), carriers: null };
    const minutes = 2 * DAY + 60;
    expect(tell({ rule: ruleOf('no-traffic'), minutes, submitsIn: others })).toEqual([]);
    const rule = ruleOf('no-traffic', { reach });
    expect(tell({ rule, minutes, submitsIn: others })).toEqual(['2894 opened 3 svc-2 *']);
  });

  test('says nothing while no log is heard either', () => {
    const areLogsSilent = (after: number) => after >= 2 * DAY;
    expect(tell({ rule: ruleOf('no-traffic'), minutes: 2 * DAY + 300, submitsIn, areLogsSilent })).toEqual([]);
  });
});

describe('no logs', () => {
  test('is told of the log groups that are silent, one after the other, as one', () => {
    const logsIn = (after: number) =>
      new Map([
        ['/mms/a', after < 2 * DAY ? 40 : 0],
        ['/mms/b', after < 2 * DAY + 20 || after > 2 * DAY + 100 ? 40 : 0],
        ['/mms/c', 40],
      ]);
    expect(tell({ rule: ruleOf('no-logs'), minutes: 2 * DAY + 200, logsIn })).toEqual(['2894 opened 4 * * /mms/a']);
  });

  test('is judged only where logs can be asked', () => {
    expect(tell({ rule: ruleOf('no-logs'), minutes: 2 * DAY })).toEqual([]);
  });
});

describe('silent loss', () => {
  const submitsIn = () => [leafMinute({ messages: 20 }), leafMinute({ messages: 20, carrier: '31003' })];

  test('is told by carrier', () => {
    const reportsIn = (after: number) => [
      leafMinute({ messages: 18 }),
      ...(after < 2 * DAY ? [leafMinute({ messages: 18, carrier: '31003' })] : []),
    ];
    const [opened, ...others] = tell({ rule: ruleOf('silent-loss'), minutes: 2 * DAY + 60, submitsIn, reportsIn });
    expect(opened).toMatch(/^29\d\d opened 2 \* 31003$/);
    expect(others).toEqual([]);
  });

  test('is told altogether where reports name no carrier', () => {
    const reportsIn = (after: number) => (after < 2 * DAY ? [leafMinute({ messages: 36, carrier: null })] : []);
    const told = tell({ rule: ruleOf('silent-loss'), minutes: 2 * DAY + 60, submitsIn, reportsIn });
    expect(told).toEqual([expect.stringMatching(/^29\d\d opened 2 \* \*$/)]);
  });

  test('is none where nobody asks for reports', () => {
    expect(tell({ rule: ruleOf('silent-loss'), minutes: 2 * DAY, submitsIn })).toEqual([]);
  });
});

describe('an unknown code', () => {
  const withCode = (code: number, at: readonly number[]) => (after: number) => [
    leafMinute({ errors: at.includes(after) ? new Map([[code, 2]]) : new Map() }),
  ];

  test('is told once, for an hour, and known from then on', () => {
    const submitsIn = withCode(7101, [3, 4, 90, 500]);
    expect(tell({ rule: ruleOf('unknown-code'), minutes: 600, submitsIn })).toEqual([
      '3 opened 7101 * *',
      '63 accepted 7101 * *',
    ]);
  });

  test('of the catalogue is no news in the first 30 days', () => {
    expect(tell({ rule: ruleOf('unknown-code'), minutes: 20, submitsIn: withCode(4006, [9]) })).toEqual([]);
  });

  test('that was not seen for 30 days is told again, of the catalogue or not', () => {
    const far = 31 * DAY;
    for (const code of [4006, 7101]) {
      const submitsIn = withCode(code, [0, far]);
      const told = tell({ rule: ruleOf('unknown-code'), minutes: far + 1, everyMinutes: DAY, submitsIn });
      expect(told.at(-1)).toBe(`${far} opened ${code} * *`);
    }
  });

  test('is ignored where an override says so', () => {
    const overrides = [{ code: 7101, ignore: true }];
    const rule = ruleOf('unknown-code', { overrides });
    expect(tell({ rule, minutes: 20, submitsIn: withCode(7101, [3]) })).toEqual([]);
  });
});
