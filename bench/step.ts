/**
 * What one minute of detection costs: CPU of a step in which every key has traffic, its writes and reads:
 * `npm run bench:step`. The store is in memory, so that what is measured is the step and the packing of what it remembers.
 */
import { Command, InvalidArgumentError } from 'commander';
import { memoryScopeStore } from '#shared/adapters/memory.ts';
import { DEFAULT_RULES } from '#shared/domain/detect/rule.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { loadBundled } from './bundled.ts';

const { stepEvidence } = loadBundled<typeof import('#shared/pipeline/step-evidence.ts')>(
  'shared/pipeline/step-evidence.ts',
);

const CODES = watchedCodes(DEFAULT_RULES).map(({ code }) => code);
const WARM_UP_MINUTES = 10;
const ROUNDS = 9;

const { keys, json } = new Command('step')
  .description('CPU, writes and reads of one minute in which every key has traffic')
  .option('--keys <count>', 'pairs times codes', wholeNumber, 10_000)
  .option('--json', 'as one JSON object')
  .parse()
  .opts<{ keys: number; json?: true }>();

const pairs = Math.ceil(keys / CODES.length);
const store = memoryScopeStore();
const counted = { writes: 0, reads: 0, asked: 0 };
const scopes: typeof store = {
  async load(names) {
    counted.reads += Math.ceil(names.length / 100);
    counted.asked += names.length;
    return store.load(names);
  },
  async save(name, record, before) {
    counted.writes += 1;
    return store.save(name, record, before);
  },
};
const times: number[] = [];
for (let minute = 0; minute < WARM_UP_MINUTES + ROUNDS; minute++) {
  const leaves = [minute - 1, minute].filter((of) => of >= 0).flatMap(leavesOf);
  Object.assign(counted, { writes: 0, reads: 0, asked: 0 });
  const before = process.cpuUsage();
  await stepEvidence(
    { minuteStartMs: minute * MINUTE_MS, rules: DEFAULT_RULES, watches: 'submits', leaves, fired: [], maintenance: [] },
    scopes,
  );
  const { user, system } = process.cpuUsage(before);
  if (minute >= WARM_UP_MINUTES) times.push((user + system) / 1_000);
}
const cpuMs = times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
const result = { keys: pairs * CODES.length, pairs, cpuMs: Math.round(cpuMs), scopes: counted.asked, ...counted };
process.stdout.write(
  json
    ? `${JSON.stringify(result)}\n`
    : `${result.keys} keys of ${pairs} pairs: ${result.cpuMs} ms CPU, ${counted.writes} writes for ${counted.asked} scopes, ${counted.reads} reads in batches\n`,
);

/** Every pair with every code, a few errors each. */
function leavesOf(minute: number): LeafMinute[] {
  return Array.from({ length: pairs }, (_, at) => ({
    ...{
      startMs: minute * MINUTE_MS,
      vasid: `svc-${at % 200}`,
      carrier: String(31_000 + Math.floor(at / 200)),
      messages: 500,
    },
    errors: new Map(CODES.map((code, place) => [code, (minute + at + place) % 3])),
  }));
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw new InvalidArgumentError('must be a whole number from 1');
  return Number(text);
}
