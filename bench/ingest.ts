import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Command } from 'commander';
import { parseCounterKey } from '#shared/domain/counter-key.ts';
import type { PartialCount } from '#shared/domain/partial.ts';
import { loadBundled } from './bundled.ts';

const WARM_UP_MS = 1_000;
const SHORTEST_ROUND_MS = 100;
const FEWEST_ROUNDS = 7;

const { ingestAll } = loadBundled<typeof import('./hot-path.ts')>('bench/hot-path.ts');

/** Ingest, with storing replaced by a sink that takes no time. */
async function ingestRound(payloads: readonly string[], passes: number): Promise<number> {
  const cpuMs = await cpuTime(async () => {
    for (let pass = 0; pass < passes; pass++) await ingestAll(payloads, () => undefined);
  });
  return cpuMs / passes;
}

/** Base64, gunzip, UTF-8 and JSON.parse, and nothing else. */
async function floorRound(payloads: readonly string[], passes: number): Promise<number> {
  const cpuMs = await cpuTime(async () => {
    for (let pass = 0; pass < passes; pass++) {
      for (const payload of payloads) JSON.parse(gunzipSync(Buffer.from(payload, 'base64')).toString('utf8'));
    }
  });
  return cpuMs / passes;
}

/** A round of both, each before and behind the other, so that neither pays more often for the other's garbage. */
async function bothInTurn(payloads: readonly string[], passes: number): Promise<{ floorMs: number; ingestMs: number }> {
  const floorBefore = await floorRound(payloads, passes);
  const ingestMs = (await ingestRound(payloads, passes)) + (await ingestRound(payloads, passes));
  return { floorMs: (floorBefore + (await floorRound(payloads, passes))) / 2, ingestMs: ingestMs / 2 };
}

async function cpuTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Adds up what partials hold. */
function count(partials: readonly PartialCount[], found: Map<string, number>): void {
  for (const { digests } of partials) {
    for (const [key, events] of digests) {
      const { kind, outcome } = parseCounterKey(key);
      found.set(`${kind}|${outcome}`, (found.get(`${kind}|${outcome}`) ?? 0) + events.length);
    }
  }
}

/** Runs until everything is compiled, as in a function that has served for a while; the passes of a round that takes 0.1 s. */
async function warmUp(payloads: readonly string[]): Promise<number> {
  let spentMs = 0;
  let fastestMs = Number.POSITIVE_INFINITY;
  while (spentMs < WARM_UP_MS) {
    const cpuMs = await ingestRound(payloads, 1);
    await floorRound(payloads, 1);
    spentMs += cpuMs;
    fastestMs = Math.min(fastestMs, cpuMs);
  }
  return Math.max(1, Math.ceil(SHORTEST_ROUND_MS / fastestMs));
}

/** The payloads of a file, each of which can be read; ends the program with an error where there are none. */
async function readPayloads(path: string): Promise<string[]> {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    const payloads = lines.filter((line) => line !== '');
    if (payloads.length === 0) throw new Error('it is empty');
    await ingestAll(payloads, () => undefined);
    return payloads;
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    return command.error(`error: no payloads in ${path}: ${told}\nnpm run bench:payloads -- FOLDER makes some`);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const command = new Command('ingest')
  .description('time of ingest against the time of decoding alone, in turn in one process; CPU time, medians of rounds')
  .requiredOption('--payloads <file>', 'base64 payloads of subscriptions, one a line; bench/payloads.ts makes some')
  .option('--rounds <number>', 'rounds of each', '9')
  .option('--json', 'as one JSON object')
  .parse();
const { payloads: file, json, rounds } = command.opts<{ payloads: string; json?: true; rounds: string }>();

const payloads = await readPayloads(file);
const passes = await warmUp(payloads);
const times: number[] = [];
const floors: number[] = [];
const ratios: number[] = [];
for (let round = 0; round < Math.max(FEWEST_ROUNDS, Number(rounds)); round++) {
  const { floorMs, ingestMs } = await bothInTurn(payloads, passes);
  floors.push(floorMs);
  times.push(ingestMs);
  ratios.push(ingestMs / floorMs);
}
const found = new Map<string, number>();
const events = await ingestAll(payloads, (partials) => count(partials, found));
const ratio = median(ratios);
const eventsPerSecond = Math.round((1_000 * events) / median(times));
const floorEventsPerSecond = Math.round((1_000 * events) / median(floors));
if (json) {
  process.stdout.write(
    `${JSON.stringify({ eventsPerSecond, floorEventsPerSecond, ratio, found: Object.fromEntries(found) })}\n`,
  );
} else {
  process.stdout.write(
    `${payloads.length} payloads, ${events} events\ningest ${eventsPerSecond} events/s, decoding alone ${floorEventsPerSecond} events/s, ratio ${ratio.toFixed(2)}\n`,
  );
}
