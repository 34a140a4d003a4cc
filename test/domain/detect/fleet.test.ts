import { describe, expect, test } from 'vitest';
import type { Wobble } from '#shared/domain/detect/dispersion.ts';
import { NO_EVIDENCE } from '#shared/domain/detect/evidence.ts';
import { FAMILIES } from '#shared/domain/detect/family.ts';
import { type FleetState, type LeafCount, stepFleet } from '#shared/domain/detect/fleet.ts';
import { beginKnowledge } from '#shared/domain/detect/quarantine.ts';
import { newScope, type ScopeState } from '#shared/domain/detect/scope-state.ts';
import type { WatchedCode } from '#shared/domain/detect/step-scope.ts';

const codes: readonly WatchedCode[] = [{ code: 3520, family: FAMILIES.provisioning }];
const DAY = 1440;
const NOW = 20_000 * DAY;
const STEADY_CV2 = 0.02;
const UNSTEADY_CV2 = 0.5;

/** A scope that was watched for days, with the share and the squared coefficient of variation it taught. */
function known(share: number, cv2: number): ScopeState {
  const weight = 1e6;
  const wobble: Wobble = {
    ...{ excessOfMinutes: cv2 * weight, weightOfMinutes: weight },
    ...{ excessOfBlocks: cv2 * weight, weightOfBlocks: weight },
  };
  const messages = 1e6;
  const learned = { errors: share * messages, messages, byHour: null };
  const knowledge = { ...beginKnowledge(learned, NOW - 1), wobble };
  return {
    ...newScope(NOW - 5 * DAY),
    lastMinute: NOW - 1,
    messages,
    keys: [{ knowledge, bank: NO_EVIDENCE, firing: null }],
  };
}

const FLEET: FleetState = new Map([
  ['large|31002', known(0.008, STEADY_CV2)],
  ['small|31002', known(0.03, UNSTEADY_CV2)],
  ['large|*', known(0.008, STEADY_CV2)],
  ['small|*', known(0.03, UNSTEADY_CV2)],
  ['*|31002', known(0.009, STEADY_CV2)],
  ['*|*', known(0.009, STEADY_CV2)],
]);

function leaf(vasid: string, messages: number, errors: number): LeafCount {
  return { vasid, carrier: '31002', messages, errors: new Map([[3520, errors]]) };
}

/** What begins to fire in half an hour of such minutes. */
function firedBy(leaves: readonly LeafCount[]): Set<string> {
  let fleet = FLEET;
  const fired = new Set<string>();
  for (let minute = NOW; minute < NOW + 30; minute++) {
    const { changed, transitions } = stepFleet(fleet, leaves, { minute, codes });
    fleet = new Map([...fleet, ...changed]);
    for (const { scope } of transitions) fired.add(`${scope.vasid ?? '*'}|${scope.carrier ?? '*'}`);
  }
  return fired;
}

describe('a roll-up', () => {
  test('is as unsteady as the service whose campaign makes up its errors', () => {
    expect(firedBy([leaf('large', 5_000, 40), leaf('small', 5_000, 600)])).toEqual(new Set());
  });

  test('fires where as many fail of many services, none of which says much by itself', () => {
    const many = Array.from({ length: 40 }, (_, at) => leaf(`few-${at}`, 5, 1));
    const fired = firedBy([leaf('large', 500, 4), ...many]);
    expect(fired).toContain('*|31002');
  });

  test('says nothing where what fails is one service, which says it already', () => {
    const fired = firedBy([leaf('large', 5_000, 550), leaf('small', 100, 3)]);
    expect(fired).toEqual(new Set(['large|31002']));
  });

  test('is judged by the rest of what it holds while a service of it fires', () => {
    const many = Array.from({ length: 40 }, (_, at) => leaf(`few-${at}`, 5, 1));
    const fired = firedBy([leaf('large', 5_000, 550), ...many]);
    expect(fired).toContain('*|31002');
  });
});

describe('a roll-up that fires on services which then fire themselves', () => {
  const MINUTES_BAD = 30;
  const services = Array.from({ length: 8 }, (_, at) => `some-${at}`);
  const minutesBad = services.map((vasid) => leaf(vasid, 5, 2));
  const minutesGood = services.map((vasid) => leaf(vasid, 5, 0));

  test('is over as soon as all that it holds is as usual again', () => {
    let fleet = FLEET;
    const told: string[] = [];
    for (let at = 0; at < MINUTES_BAD + 60; at++) {
      const leaves = at < MINUTES_BAD ? minutesBad : minutesGood;
      const { changed, transitions } = stepFleet(fleet, leaves, { minute: NOW + at, codes });
      fleet = new Map([...fleet, ...changed]);
      for (const { scope, change } of transitions)
        if (scope.vasid === null || change.change !== 'opened')
          told.push(`${scope.vasid ?? '*'} ${change.change} ${at - MINUTES_BAD}`);
    }
    expect(told).toEqual(['* opened -30', ...services.map((vasid) => `${vasid} recovered 15`), '* recovered 15']);
  });
});

describe('a service at a carrier that is new', () => {
  test('is presumed to fail as it does elsewhere', () => {
    const elsewhere: FleetState = new Map([['often|*', known(0.05, STEADY_CV2)]]);
    const atNew = { vasid: 'often', carrier: '31009', messages: 150, errors: new Map([[3520, 25]]) };
    const { transitions } = stepFleet(elsewhere, [atNew], { minute: NOW, codes });
    expect(transitions).toEqual([]);
    expect(stepFleet(new Map(), [atNew], { minute: NOW, codes }).transitions).not.toEqual([]);
  });
});
