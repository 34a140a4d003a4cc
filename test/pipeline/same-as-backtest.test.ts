import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { keyName } from '#shared/domain/detect/finding.ts';
import { DEFAULT_RULES } from '#shared/domain/detect/rule.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { roll } from '#shared/pipeline/roll.ts';
import type { CountRow } from '../../cli/local/backtest/count-row.ts';
import { startTrial } from '../../cli/local/backtest/trial.ts';
import { randomFrom } from '../../cli/local/gateway/random.ts';
import { logBatch, NOON_MS, sha256 } from '../builders.ts';

const NOON = NOON_MS / MINUTE_MS;
const MINUTES = 200;
const SETTINGS = {
  ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
  ...{ maxAgeMs: 20 * DAY_MS, maxAheadMs: 2 * HOUR_MS },
};
const PAIRS = [
  { vasid: 'svc-1', carrier: '31002', rate: 8 },
  { vasid: 'svc-1', carrier: '31003', rate: 4 },
  { vasid: 'svc-2', carrier: '31003', rate: 0.3 },
] as const;

/** Three hours of a small fleet, some of it late: credentials break for a service, a code is new, a carrier refuses. */
function makeRows(): CountRow[] {
  const random = randomFrom(5);
  const rows: CountRow[] = [];
  for (let at = 0; at < MINUTES; at++) {
    for (const { vasid, carrier, rate } of PAIRS) {
      const total = random.poisson(rate);
      const share = {
        2568: vasid === 'svc-1' && at >= 60 && at < 75 ? 0.7 : 0,
        3520: carrier === '31003' && at >= 100 && at < 150 ? 0.5 : 0.002,
      };
      const failed = Array.from({ length: total }, () =>
        random.next() < share[2568] ? '2568' : random.next() < share[3520] ? '3520' : '',
      );
      const codes: Record<string, number> = {};
      for (const code of failed) if (code !== '') codes[code] = (codes[code] ?? 0) + 1;
      if (at === 90 && total > failed.filter((code) => code !== '').length) codes[7101] = 1; // a code nobody knows
      const arrival = NOON + at + (random.next() < 0.1 ? 1 + random.below(4) : 0);
      if (total > 0) rows.push({ minute: NOON + at, arrival, vasid, carrier, total, codes, batch: undefined });
    }
  }
  return rows.sort((one, other) => one.arrival - other.arrival);
}

const rows = makeRows();
const arrivingIn = (minute: number) => rows.filter(({ arrival }) => arrival === minute);

/** The rows as a log would have them, counted and judged as deployed; the changes of each key. */
async function judgedAsDeployed(): Promise<string[]> {
  const ports = { ...memoryStores(), sha256, catalogue: DEFAULT_CATALOGUE };
  const changes: string[] = [];
  let firing = new Set<string>();
  let serial = 0;
  for (let minute = NOON; minute < NOON + MINUTES + 5; minute++) {
    const events = arrivingIn(minute).flatMap((row) => {
      const failed = Object.entries(row.codes).flatMap(([code, count]) => Array<string>(count).fill(code));
      const answers = [...failed, ...Array<string>(row.total - failed.length).fill('1000')];
      return answers.map((code) => ({
        id: `e${serial++}`,
        timestampMs: row.minute * MINUTE_MS,
        message: `mm7 submit answered status_code=${code} tid=t${serial} vasid=${row.vasid} carrier=${row.carrier}`,
      }));
    });
    const { touched } = await ingest(logBatch({ events }), minute * MINUTE_MS, SETTINGS, ports);
    await roll(touched, ports);
    await detect((minute + 1) * MINUTE_MS, DEFAULT_WATCH, ports);
    const now = new Set<string>();
    for (const { name } of DEFAULT_RULES) {
      for (const { code, scope } of (await ports.detectors.load(name))?.state.firing ?? [])
        now.add(keyName(code, scope));
    }
    for (const key of now) if (!firing.has(key)) changes.push(`${minute} ${key} ALARM`);
    for (const key of firing) if (!now.has(key)) changes.push(`${minute} ${key} OK`);
    firing = now;
  }
  return changes;
}

function judgedByBacktest(): string[] {
  const trial = startTrial(DEFAULT_WATCH);
  const changes: string[] = [];
  for (let minute = NOON; minute < NOON + MINUTES + 5; minute++) {
    for (const { code, scope, change } of trial.step({ minute, rows: arrivingIn(minute) }))
      changes.push(`${minute} ${keyName(code, scope)} ${change === 'opened' ? 'ALARM' : 'OK'}`);
  }
  return changes;
}

test('rows as log events give the same changes, in the same minutes, through ingest, roll and detect as backtest gives', async () => {
  const deployed = await judgedAsDeployed();
  expect(deployed.sort()).toEqual(judgedByBacktest().sort());
  expect(deployed.filter((change) => change.includes(' 7101|*|* '))).toHaveLength(2);
  expect(deployed.filter((change) => change.endsWith('ALARM')).length).toBeGreaterThan(3);
  expect(deployed.filter((change) => change.endsWith('OK')).length).toBeGreaterThan(3);
});
