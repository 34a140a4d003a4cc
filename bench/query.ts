/**
 * How long the API takes for a day by the minute, on a store of thirty days in which every minute holds sixty keys:
 * `npm run bench:query`. Asked of a table in memory, which is what answering itself costs, and of the embedded DynamoDB, whose own
 * reading of 1,440 items comes on top. Ends with code 1 where answering itself is over its bound.
 */
import '../cli/quiet-sdk.ts';
import { Command, InvalidArgumentError } from 'commander';
import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { memoryStores } from '#shared/adapters/memory.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { answerRequest } from '#shared/api/answer.ts';
import { READ_ROUTES, type ReadPorts } from '#shared/api/routes.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_RULES } from '#shared/domain/detect/rule.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import { DAY_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { RollupStore } from '#shared/ports.ts';
import { startEmbeddedDynamoDb } from '../cli/local/embedded-dynamodb.ts';

const KEYS = 60;
/** The embedded table is slow, and is only looked at. */
const ROUNDS: Readonly<Record<string, number>> = { memory: 60, embedded: 10 };
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

const knowledge = { catalogue: DEFAULT_CATALOGUE, watched: watchedCodes(DEFAULT_RULES) };
const database = await startEmbeddedDynamoDb();
const memory = { ...memoryStores(), ...knowledge };
const embedded = { ...dynamoApiStores(database), ...knowledge };
const minutes = days * (DAY_MS / MINUTE_MS);
await Promise.all([fill(memory.rollups), fill(embedded.rollups)]);
const results = [];
for (const [table, ports] of Object.entries({ memory, embedded })) {
  for (const question of QUESTIONS)
    results.push({ table, question: question || 'one line', ...(await measure(ports, question, ROUNDS[table] ?? 0)) });
}
await database.close();
process.stdout.write(
  json
    ? `${JSON.stringify({ days, keys: KEYS, results })}\n`
    : results
        .map(({ table, question, p50Ms, p95Ms }) => `${table}, ${question}: p50 ${p50Ms} ms, p95 ${p95Ms} ms\n`)
        .join(''),
);
if (results.some(({ table, p95Ms }) => table === 'memory' && p95Ms > MOST_MS)) process.exitCode = 1;

/** Every minute holds every key. */
async function fill(rollups: RollupStore): Promise<void> {
  const counts = new Map(Array.from({ length: KEYS }, (_, at) => [`submit|${at === 0 ? 1000 : 2000 + at}`, 100 + at]));
  let next = 0;
  const put = async () => {
    while (next < minutes) {
      const startMs = START_MS + next++ * MINUTE_MS;
      const rollup = { dimension: 'all', step: 'minute', startMs, shard: 0, counts } as const;
      await rollups.put({ ...rollup, events: 1, partials: 1, parserVersion: 1 });
    }
  };
  await Promise.all(Array.from({ length: PUTS_AT_ONCE }, put));
}

/** Milliseconds of answers for days in turn. */
async function measure(ports: ReadPorts, question: string, rounds: number): Promise<{ p50Ms: number; p95Ms: number }> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
    const fromMs = START_MS + (round % days) * DAY_MS;
    const [from, to] = [fromMs, fromMs + DAY_MS].map((atMs) => new Date(atMs).toISOString());
    const parameters = Object.fromEntries(new URLSearchParams(`from=${from}&to=${to}&step=minute${question}`));
    const request = { method: 'GET', path: '/v1/series', parameters, headers: {}, body: null, caller: null };
    const beganMs = performance.now();
    const { status } = await answerRequest(request, { nowMs: Date.now(), sha256 }, READ_ROUTES, ports);
    if (status !== 200) throw new Error(`a question was answered with ${status}`);
    if (round >= WARM_UP_ROUNDS) times.push(performance.now() - beganMs);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,2}$/.test(text)) throw new InvalidArgumentError('must be a whole number, 1-999');
  return Number(text);
}
