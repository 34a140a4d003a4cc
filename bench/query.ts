/**
 * How long the API takes for a day by the minute, on a store of thirty days in which every minute holds sixty keys:
 * `npm run bench:query`. It answers from a bundle made as functions are. Asked of a table in memory, which is what answering itself
 * costs, and of the embedded DynamoDB, whose own reading of a day's items comes on top. What detection has learned is there, so that
 * bands are reckoned as well. Ends with code 1 where an answer is over its bound.
 */
import '../cli/quiet-sdk.ts';
import { Command, InvalidArgumentError } from 'commander';
import { memoryStores } from '#shared/adapters/memory.ts';
import type { ReadPorts } from '#shared/api/routes.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_RULES } from '#shared/domain/detect/rule.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import { foldRollups, type Rollup } from '#shared/domain/roll.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOf, stepsBetween } from '#shared/domain/time.ts';
import { stepEvidence } from '#shared/pipeline/step-evidence.ts';
import type { RollupStore, ScopeStore } from '#shared/ports.ts';
import { startEmbeddedDynamoDb } from '../cli/local/embedded-dynamodb.ts';
import { loadBundled } from './bundled.ts';

const { answerSeries, storesAt } = loadBundled<typeof import('./answering.ts')>('bench/answering.ts');

const KEYS = 60;
const ROUNDS = 60;
const WARM_UP_ROUNDS = 5;
const MOST_MS = 50;
const PUTS_AT_ONCE = 32;
const START_MS = Date.UTC(2026, 9, 1);
/** One line of everything, and a line for each of the keys. */
const QUESTIONS = ['', '&by=code&limit=100'];

const { days, json } = new Command('query')
  .description('how long the API takes for 24 hours by the minute')
  .option('--days <count>', 'days in the store', wholeNumber, 30)
  .option('--json', 'as one JSON object')
  .parse()
  .opts<{ days: number; json?: true }>();

const watched = watchedCodes(DEFAULT_RULES);
const knowledge = { catalogue: DEFAULT_CATALOGUE, watched };
const codes = watched.map(({ code }) => code);
for (let code = 7_000; codes.length < KEYS - 1; code++) codes.push(code);
const database = await startEmbeddedDynamoDb();
const memory = { ...memoryStores(), ...knowledge };
const embedded = { ...storesAt(database.endpoint, database.tableName), ...knowledge };
const minutes = days * (DAY_MS / MINUTE_MS);
await Promise.all([memory, embedded].flatMap(({ rollups, scopes }) => [fill(rollups), learn(scopes)]));
const results = [];
for (const [table, ports] of Object.entries({ memory, embedded })) {
  for (const question of QUESTIONS)
    results.push({ table, question: question || 'one line', ...(await measure(ports, question, ROUNDS)) });
}
await database.close();
process.stdout.write(
  json
    ? `${JSON.stringify({ days, keys: KEYS, results })}\n`
    : results
        .map(
          ({ table, question, p50Ms, p95Ms, cpuMs }) =>
            `${table}, ${question}: p50 ${p50Ms} ms, p95 ${p95Ms} ms, ${cpuMs} ms CPU\n`,
        )
        .join(''),
);
if (results.some(({ p95Ms }) => p95Ms > MOST_MS)) process.exitCode = 1;

/** Every minute holds every key, and so do the hours that are folded from them. */
async function fill(rollups: RollupStore): Promise<void> {
  const counts = new Map([1000, ...codes].map((code, at) => [`submit|${code}`, 100 + at]));
  const once = { ...{ shard: 0, events: 1, partials: 1, parserVersion: 1 }, counts };
  let next = 0;
  const put = async () => {
    while (next < minutes) {
      const startMs = START_MS + next++ * MINUTE_MS;
      await rollups.put({ dimension: 'all', step: 'minute', startMs, ...once });
      if (startOf('hour', startMs) !== startMs) continue;
      const hour = stepsBetween('minute', startMs, startMs + HOUR_MS).map(
        (minuteMs): Rollup => ({ dimension: 'all', step: 'minute', startMs: minuteMs, ...once }),
      );
      const folded = foldRollups('hour', startMs, hour);
      if (folded) await rollups.put(folded);
    }
  };
  await Promise.all(Array.from({ length: PUTS_AT_ONCE }, put));
}

/** What an answer takes; its processor time holds that of the embedded table. */
interface Measured {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly cpuMs: number;
}

/** What detection remembers of everything after some minutes like these. */
async function learn(scopes: ScopeStore): Promise<void> {
  const errors = new Map(codes.map((code, at) => [code, 101 + at]));
  const { watches, ...step } = { watches: 'submits', rules: DEFAULT_RULES, fired: [], maintenance: [] } as const;
  for (let startMs = START_MS; startMs < START_MS + 5 * MINUTE_MS; startMs += MINUTE_MS) {
    const leaves = [{ startMs, vasid: 'svc-1', carrier: '31001', messages: 8_000, errors }];
    await stepEvidence({ ...step, watches, minuteStartMs: startMs, leaves }, scopes);
  }
}

/** Milliseconds of answers for days in turn. */
async function measure(ports: ReadPorts, question: string, rounds: number): Promise<Measured> {
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    const fromMs = START_MS + (round % days) * DAY_MS;
    const [from, to] = [fromMs, fromMs + DAY_MS].map((atMs) => new Date(atMs).toISOString());
    const [beganMs, before] = [performance.now(), process.cpuUsage()];
    const { status } = await answerSeries(`from=${from}&to=${to}&step=minute${question}`, ports);
    if (status !== 200) throw new Error(`a question was answered with ${status}`);
    if (round < WARM_UP_ROUNDS) continue;
    times.push(performance.now() - beganMs);
    const { user, system } = process.cpuUsage(before);
    cpuTimes.push((user + system) / 1_000);
  }
  return { p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), cpuMs: quantile(cpuTimes, 0.5) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,2}$/.test(text)) throw new InvalidArgumentError('must be a whole number, 1-999');
  return Number(text);
}
