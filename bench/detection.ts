/**
 * What detection is worth, against simpler ways: recall by type of incident, delay, false episodes, flaps, on simulated fleets:
 * `npm run bench:detection`. The same seed gives the same rows, always.
 */
import { writeFileSync } from 'node:fs';
import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { keyName } from '#shared/domain/detect/finding.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { startTrial } from '../cli/local/backtest/trial.ts';
import { type FleetRow, generate, THREE_WEEKS } from './fleet/generate.ts';
import { ANOMALY_BAND } from './peers/anomaly-band.ts';
import { BURN_RATE } from './peers/burn-rate.ts';
import { EWMA } from './peers/ewma.ts';
import { runPeer } from './peers/run-peer.ts';
import { SPIKE } from './peers/spike.ts';
import { RATIO, THREE_OF_FIVE } from './peers/threshold.ts';
import { recallChart } from './recall-chart.ts';
import { type Alert, addScores, quantile, type Score, scoreOf } from './score.ts';

const OURS = 'mm7watch';
const PEERS = [THREE_OF_FIVE, RATIO, ANOMALY_BAND, SPIKE, BURN_RATE, EWMA];

/** A line of the comparison. */
interface Line {
  readonly name: string;
  readonly recall: number;
  readonly recallByType: Readonly<Record<string, number>>;
  readonly delayP50: number;
  readonly delayP90: number;
  readonly falsePerDay: number;
  readonly flap: number;
}

const options = new Command('detection')
  .description('recall, delay and false episodes of the default rules and of six simpler ways, on simulated fleets')
  .option('--seeds <count>', 'how many fleets', wholeNumber, 3)
  .option('--from <seed>', 'the first seed', wholeNumber, 1)
  .option('--noise <times>', 'times the usual wobble of shares', Number, 1)
  .option('--repeated <share>', 'share of deliveries that come twice', Number, THREE_WEEKS.repeated)
  .option('--svg <file>', 'recall against false episodes as a picture')
  .option('--json', 'as one JSON object')
  .parse()
  .opts<{ seeds: number; from: number; noise: number; repeated: number; svg?: string; json?: true }>();

const scores = new Map<string, Score[]>();
for (let seed = options.from; seed < options.from + options.seeds; seed++) {
  const story = generate(seed, { ...THREE_WEEKS, noise: options.noise, repeated: options.repeated });
  const rows = withoutRepeats(story.rows);
  const judge = (name: string, alerts: readonly Alert[]) => {
    scores.set(name, [...(scores.get(name) ?? []), scoreOf(story, alerts)]);
    if (process.stderr.isTTY) process.stderr.write(`seed ${seed}: ${name}\n`);
  };
  judge(OURS, ours(rows));
  for (const peer of PEERS) judge(peer.name, runPeer(peer, rows));
}
const lines = [...scores].map(([name, ofName]) => lineOf(name, addScores(ofName)));
if (options.svg) {
  const points = lines.map(({ name, recall, falsePerDay }) => ({
    ...{ name, recallShare: recall, falsePerDay, isOurs: name === OURS },
  }));
  writeFileSync(options.svg, `${recallChart(points)}\n`);
}
process.stdout.write(`${options.json ? JSON.stringify(lines) : tableOf(lines)}\n`);

function ours(rows: readonly (readonly FleetRow[])[]): Alert[] {
  const trial = startTrial(DEFAULT_WATCH);
  return rows.flatMap((arrived, minute) =>
    trial.step({ minute, rows: arrived }).map(({ code, scope, change }) => ({
      ...{ minute, key: keyName(code, scope), isOn: change === 'opened' },
    })),
  );
}

/** What ingest does: a delivery that comes again counts nothing. */
function withoutRepeats(rows: readonly (readonly FleetRow[])[]): FleetRow[][] {
  const seen = new Set<string>();
  return rows.map((arrived) =>
    arrived.filter(({ batch }) => {
      const isNew = !seen.has(batch);
      seen.add(batch);
      return isNew;
    }),
  );
}

function lineOf(name: string, { byType, days, falseEpisodes, keyEpisodes, keysFound }: Score): Line {
  const types = [...byType].sort(([one], [other]) => (one < other ? -1 : 1));
  const incidents = types.reduce((sum, [, type]) => sum + type.incidents, 0);
  const found = types.reduce((sum, [, type]) => sum + type.found, 0);
  const delays = types.flatMap(([, type]) => type.delays);
  return {
    name,
    recall: found / incidents,
    recallByType: Object.fromEntries(types.map(([type, score]) => [type, score.found / score.incidents])),
    delayP50: quantile(delays, 0.5),
    delayP90: quantile(delays, 0.9),
    falsePerDay: falseEpisodes / days,
    flap: keyEpisodes / keysFound,
  };
}

function tableOf(all: readonly Line[]): string {
  const types = Object.keys(all[0]?.recallByType ?? {});
  const table = new Table({
    head: ['', 'recall', ...types, 'p50 min', 'p90 min', 'false a day', 'flap'],
    style: { head: [], border: [] },
  });
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  for (const { name, recall, recallByType, delayP50, delayP90, falsePerDay, flap } of all) {
    const byType = types.map((type) => percent(recallByType[type] ?? 0));
    table.push([name, percent(recall), ...byType, delayP50, delayP90, falsePerDay.toFixed(2), flap.toFixed(2)]);
  }
  return `${table.toString()}\na hard failure of a service, b a tiny account disabled, c a carrier, d saw-tooth of throughput, e ramp, f burst of two minutes, g everything a little`;
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number from 0');
  return Number(text);
}
