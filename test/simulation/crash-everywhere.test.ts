import { expect, test } from 'vitest';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { logEvent, NOON_MS } from '../builders.ts';
import { NO_FAULTS } from './faults.ts';
import { type Outcome, simulate } from './simulate.ts';
import type { Delivery, KnownEvent, Workload } from './workload.ts';

const failed = (index: number, minute: number): KnownEvent => {
  const message = 'mm7 submit answered status_code=2568 vasid=svc-1 carrier=31002';
  const event = logEvent({ id: `e${index}`, timestampMs: NOON_MS + minute * MINUTE_MS + index, message });
  return { ...event, truth: { vasid: 'svc-1', carrier: '31002', code: 2568 } };
};
const delivery = (events: readonly KnownEvent[], atMs: number): Delivery => ({
  ...{ parser: 'new', atMs },
  batch: { owner: '123456789012', logGroup: '/mms', logStream: 'i-1', events },
});

/** An incident of seven failures in three minutes, long enough that one tick of the detector may fail; a delivery comes twice. */
const INCIDENT: Workload = {
  ...{ startMs: NOON_MS, minutes: 3 },
  deliveries: [
    delivery([failed(0, 0), failed(1, 0)], NOON_MS + 10_000),
    delivery([failed(1, 0), failed(2, 1), failed(3, 1), failed(4, 1)], NOON_MS + 70_000),
    delivery([failed(0, 0), failed(1, 0)], NOON_MS + 80_000),
    delivery([failed(5, 2), failed(6, 2)], NOON_MS + 130_000),
  ],
};
const calm = { seed: 1, rates: NO_FAULTS, workload: INCIDENT };

/** Runs the incident once for each of its requests, with a crash there; tells the runs that broke a promise. */
async function crashAtEach(requests: number, when: 'before' | 'after') {
  const broken: { request: number; violations: Outcome['violations'] }[] = [];
  const announced = new Set<boolean>();
  for (let request = 1; request <= requests; request++) {
    const outcome = await simulate({ ...calm, crashAt: { request, when } });
    announced.add(outcome.announced > 0);
    if (outcome.violations.length > 0) broken.push({ request, violations: outcome.violations });
  }
  return { broken, announced: [...announced] };
}

test.each(['before', 'after'] as const)(
  'a crash %s any request of an incident loses nothing, counts nothing twice, and is told',
  { timeout: 300_000 },
  async (when) => {
    const { requests } = await simulate(calm);
    expect(requests).toBeGreaterThan(100);
    expect(await crashAtEach(requests, when)).toEqual({ broken: [], announced: [true] });
  },
);
