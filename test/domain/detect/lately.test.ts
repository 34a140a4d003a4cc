import { describe, expect, test } from 'vitest';
import { NO_EVIDENCE } from '#shared/domain/detect/evidence.ts';
import { FAMILIES } from '#shared/domain/detect/family.ts';
import { type FleetState, stepFleet } from '#shared/domain/detect/fleet.ts';
import { addLately, foretell, type Lately, NOTHING_LATELY, plausibleLately } from '#shared/domain/detect/lately.ts';
import { beginKnowledge } from '#shared/domain/detect/quarantine.ts';
import { newScope, type ScopeState } from '#shared/domain/detect/scope-state.ts';
import type { WatchedCode } from '#shared/domain/detect/step-scope.ts';

const DAY = 1440;
const NOW = 20_000 * DAY;

describe('what the last minutes foretell', () => {
  const twiceTheExpected: Lately = { minute: NOW, errors: 80, expected: 40 };

  test.each([
    ['is nothing before anything was expected', NOTHING_LATELY, 1, null],
    ['is nothing while too little was expected to tell', { minute: NOW, errors: 40, expected: 19 }, 1, null],
    ['is as far beyond the expected as they were', twiceTheExpected, 1, 6],
    ['is nothing any more once they are long ago', twiceTheExpected, 21, null],
  ])('%s', (_, lately, minutesOn, foretold) => {
    expect(foretell(lately, { minute: NOW + minutesOn, expected: 3 })).toBe(foretold);
  });

  test('is half of it of twenty minutes ago', () => {
    const later = addLately(twiceTheExpected, { minute: NOW + 20, errors: 0, expected: 20 });
    expect(later).toEqual({ minute: NOW + 20, errors: 40, expected: 40 });
  });

  test('does not make the usual implausible where there was less of it', () => {
    expect(plausibleLately(1, 10, 0.02)).toBe(plausibleLately(10, 10, 0.02));
  });
});

describe('a service with five errors in a hundred, at times twice as many or half for an hour', () => {
  const codes: readonly WatchedCode[] = [{ code: 3510, family: FAMILIES.throughput }];
  const MESSAGES = 400;
  const USUAL = 20;
  const usual = Array.from({ length: 120 }, () => USUAL);

  function knownService(): ScopeState {
    const weight = 1e4;
    const wobble = {
      ...{ excessOfMinutes: 0.35 * weight, weightOfMinutes: weight },
      ...{ excessOfBlocks: 0.25 * weight, weightOfBlocks: weight },
    };
    const learned = { errors: 50_000, messages: 1e6, byHour: null };
    const leaps = { excess: 0.03 * weight, weight };
    const knowledge = { ...beginKnowledge(learned, NOW - 1), wobble, leaps };
    return {
      ...{ ...newScope(NOW - 5 * DAY), lastMinute: NOW - 1, messages: 1e6 },
      keys: [{ knowledge, bank: NO_EVIDENCE, firing: null }],
    };
  }

  /** Minutes in which the service at its carrier begins to fire. */
  function firesAt(errorsByMinute: readonly number[]): number[] {
    let fleet: FleetState = new Map([['often|31002', knownService()]]);
    return errorsByMinute.flatMap((errors, at) => {
      const counted = { vasid: 'often', carrier: '31002', messages: MESSAGES, errors: new Map([[3510, errors]]) };
      const { changed, transitions } = stepFleet(fleet, [counted], { minute: NOW + at, codes });
      fleet = new Map([...fleet, ...changed]);
      return transitions.some(({ scope }) => scope.vasid !== null && scope.carrier !== null) ? [at] : [];
    });
  }

  test('fires within minutes where refusals come in teeth, thirteen in a hundred altogether', () => {
    const teeth = Array.from({ length: 60 }, (_, at) => USUAL + ((at % 6) / 5) * 64);
    const [first] = firesAt([...usual, ...teeth]);
    expect(first).toBeGreaterThanOrEqual(usual.length);
    expect(first).toBeLessThan(usual.length + 15);
  });

  test('says nothing where it comes to as many within hours', () => {
    const slowly = Array.from({ length: 180 }, (_, at) => Math.round(USUAL * (1 + (1.6 * at) / 180)));
    expect(firesAt([...usual, ...slowly])).toEqual([]);
  });

  test('says nothing where it comes back to the usual from half of it', () => {
    const half = Array.from({ length: 120 }, () => USUAL / 2);
    expect(firesAt([...half, ...usual])).toEqual([]);
  });
});
