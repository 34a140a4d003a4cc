import { describe, expect, test } from 'vitest';
import { INITIAL_STATE } from '#shared/domain/detect/finding.ts';
import { stepRate } from '#shared/domain/detect/rate.ts';
import { EVERYWHERE, type RateRule } from '#shared/domain/detect/rule.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

const rule: RateRule = {
  ...EVERYWHERE,
  ...{
    name: 'provisioning-auth',
    kind: 'rate',
    codes: [2568],
    severity: 'critical',
    windowMinutes: 5,
    minErrors: 5,
    minMessages: 10,
  },
  ...{ minShare: 0.1, minTimesUsual: 3, clearMinutes: 10 },
};
/** Minutes from noon on with so many errors each among 100 messages. */
const minutes = (errors: readonly number[], fromMs = NOON_MS): LeafMinute[] =>
  errors.map((count, index) =>
    leafMinute({ startMs: fromMs + index * MINUTE_MS, errors: count === 0 ? new Map() : new Map([[2568, count]]) }),
  );
const lastOf = (leaves: readonly LeafMinute[]) => leaves.at(-1)?.startMs ?? 0;
const step = (leaves: readonly LeafMinute[], state = INITIAL_STATE) => stepRate(rule, state, leaves, lastOf(leaves));
const changesOf = (leaves: readonly LeafMinute[], state = INITIAL_STATE) => [
  ...new Set(step(leaves, state).findings.map(({ change }) => change)),
];

describe('a quiet key opens', () => {
  test.each([
    ['when a tenth of many messages fail', [0, 0, 60], ['opened']],
    ['not below the share', [0, 0, 20], []],
    ['not below the number of errors', [4], []],
    ['not when it has always been so', [...Array(60).fill(30), 40], []],
  ])('%s', (_when, errors, changes) => {
    expect(changesOf(minutes(errors))).toEqual(changes);
  });

  test('not on fewer messages than the rule wants', () => {
    expect(changesOf([leafMinute({ messages: 9, errors: new Map([[2568, 9]]) })])).toEqual([]);
  });

  test('and says since when, how many of how many, and what would have been usual', () => {
    const [first] = step(minutes([0, 0, 60])).findings;
    expect(first).toMatchObject({
      code: 2568,
      sinceMs: NOON_MS + 2 * MINUTE_MS,
      errors: 60,
      messages: 300,
      expected: 0,
    });
  });
});

describe('a firing key', () => {
  const opened = step(minutes([60])).state;

  test('goes on while the share stays up', () => {
    expect(changesOf(minutes([60, 60]), opened)).toEqual(['continues']);
  });

  test('recovers after enough good minutes', () => {
    expect(changesOf(minutes([60, ...Array(10).fill(0)]), opened)).toEqual(['recovered']);
  });

  test('does not recover by silence', () => {
    const late = [...minutes([60]), leafMinute({ startMs: NOON_MS + 30 * MINUTE_MS, messages: 0 })];
    expect(changesOf(late, opened)).toEqual(['continues']);
  });

  test('is stale when nothing of the kind came for six hours', () => {
    const late = [leafMinute({ startMs: NOON_MS + 362 * MINUTE_MS, messages: 0 })];
    expect(changesOf(late, opened)).toEqual(['stale']);
  });
});

test('a plain number recovers once there are fewer than half of it, also where messages come', () => {
  const threshold: RateRule = { ...rule, minErrors: 8, minMessages: 0, minShare: 0, minTimesUsual: 0 };
  const opened = stepRate(threshold, INITIAL_STATE, minutes([10]), NOON_MS).state;
  const changesAfter = (errors: readonly number[]) => {
    const leaves = minutes([10, ...errors]);
    return new Set(stepRate(threshold, opened, leaves, lastOf(leaves)).findings.map(({ change }) => change));
  };
  expect(changesAfter(Array(10).fill(1))).toEqual(new Set(['continues']));
  expect(changesAfter([0, ...Array(9).fill(0), 3])).toEqual(new Set(['recovered']));
});

test('a step that was made changes nothing', () => {
  const leaves = minutes([60]);
  const { state } = step(leaves);
  expect(stepRate(rule, state, leaves, NOON_MS)).toEqual({ state, findings: [] });
});
