import { beforeEach, describe, expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { type DetectorState, INITIAL_STATE } from '#shared/domain/detect/finding.ts';
import type { SignalRule } from '#shared/domain/detect/rule.ts';
import { stepSignal } from '#shared/domain/detect/step-signal.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import type { Episode } from '#shared/domain/episode.ts';
import { textOf } from '#shared/domain/message/text.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { leafMinute, NOON_MS, rollup } from '../builders.ts';

const NOON = NOON_MS / MINUTE_MS;
const TWO_DAYS = 2 * 1440;
const GROUP = '/mms/gateway';
let stores = memoryStores();

/** Two days in which each minute had 20 submits, 18 final reports and 40 events, as the rule's detector remembers them. */
async function learn(kind: SignalRule['kind']): Promise<void> {
  const rule = DEFAULT_WATCH.rules.find((one): one is SignalRule => one.kind === kind);
  if (!rule) throw new Error(`there is no default rule ${kind}`);
  let state: DetectorState = INITIAL_STATE;
  for (let minute = NOON - TWO_DAYS; minute < NOON; minute++) {
    state = stepSignal(rule, state, {
      ...{ minute, learns: () => true, isKnown: () => true, areLogsSilent: false },
      submitsIn: () => [leafMinute({ messages: 20 })],
      reportsIn: () => [leafMinute({ messages: 18 })],
      logsIn: () => new Map([[GROUP, 40]]),
    }).state;
  }
  await stores.detectors.save(rule.name, { state, opening: [] }, null);
}

/** Counts of a minute; then it is judged. */
async function minute(after: number, counts: Readonly<Record<string, number>>, events: number): Promise<Episode[]> {
  const startMs = NOON_MS + after * MINUTE_MS;
  const leaves = new Map(Object.entries(counts).map(([outcome, count]) => [`svc-1|31002|${outcome}`, count]));
  await stores.rollups.put(rollup({ dimension: 'leaves', startMs, counts: leaves }));
  const dimension = 'vasid=svc-1|carrier=31002';
  await stores.rollups.put(rollup({ dimension, startMs, counts: new Map(Object.entries(counts)) }));
  await stores.dimensions.see('group', GROUP, startMs);
  if (events > 0)
    await stores.rollups.put(rollup({ dimension: `group=${GROUP}`, startMs, counts: new Map([['seen', events]]) }));
  return detect(startMs + MINUTE_MS, DEFAULT_WATCH, stores);
}

/** What people are told in so many minutes. */
async function told(minutes: number, counts: Readonly<Record<string, number>>, events = 40): Promise<string[][]> {
  const texts: string[][] = [];
  for (let after = 0; after < minutes; after++)
    for (const episode of await minute(after, counts, events)) {
      const { reason } = episode.history.at(-1) ?? { reason: 'opened' };
      const { title, lines } = textOf({ id: episode.id, reason, episode });
      texts.push([title, ...lines]);
    }
  return texts;
}

beforeEach(() => {
  stores = memoryStores();
});

describe('what is told beside codes', () => {
  test('that nothing is sent', async () => {
    await learn('no-traffic');
    expect(await told(20, {})).toEqual([
      [
        'ALERT: No submits: all services and carriers',
        'no submit since 12:00 UTC, 300 are usual in that time; logs are heard',
        'nothing is sent: look at what feeds the gateway, and at the gateway itself',
      ],
    ]);
  });

  test('that no log is heard, which says nothing of traffic', async () => {
    await learn('no-traffic');
    await learn('no-logs');
    expect((await told(40, {}, 0)).map(([title]) => title)).toEqual(['ALERT: No logs: /mms/gateway']);
  });

  test('that reports stop, for whom, and how many are missing', async () => {
    await learn('silent-loss');
    const [[title, seen, advice] = [], ...others] = await told(40, { 'submit|1000': 20 });
    expect(title).toBe('ALERT: Delivery reports stop: carrier 31002');
    expect(seen).toMatch(
      /^2\d\d of 2\d\d final delivery reports that were due did not come since 1[12]:\d\d UTC, though/,
    );
    expect(advice).toMatch(/^messages may be lost, or only their reports/);
    expect(others).toEqual([]);
  });

  test('that delivery fails, by its reports and not by submits', async () => {
    const counts = { 'submit|1000': 60, 'delivery-report|Expired': 30, 'delivery-report|Retrieved': 10 };
    const [first = []] = await told(20, counts);
    expect(first[0]).toBe('ALERT: Delivery fails: service svc-1 at carrier 31002');
    expect(first[1]).toMatch(
      /^(\d+) of (\d+) final delivery reports say that it failed since 12:00 UTC, expected \d+$/,
    );
  });

  test('a code that is in no catalogue', async () => {
    const [[title, seen, advice] = []] = await told(1, { 'submit|1000': 60, 'submit|7101': 2 });
    expect(title).toBe('ALERT: 7101: service svc-1 at carrier 31002');
    expect(seen).toBe('2 of 62 submits failed since 12:00 UTC, expected 0');
    expect(advice).toBe('7101 is in no published catalogue; by its first digit it is a matter for the carrier');
  });
});
