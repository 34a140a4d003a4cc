/**
 * Kills the command with SIGKILL again and again while it reads a log into a store, lets it finish, and compares the counts
 * with what the log holds: `npm run test:kill`. The first difference ends the run with code 1.
 */
import '../../cli/quiet-sdk.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { randomFrom } from '../../cli/local/gateway/random.ts';
import { countsByOutcome, differences, logOfGateway } from './known-log.ts';
import { runAndKill, runToEnd } from './victim.ts';

const { kills, seed } = new Command('test:kill')
  .option('--kills <count>', 'how often to kill in all', wholeNumber, 100)
  .option('--seed <seed>', 'decides the log and the moments', wholeNumber, 1)
  .parse()
  .opts<{ readonly kills: number; readonly seed: number }>();

/** As many in a row before a store is finished and looked at. */
const KILLS_PER_STORE = 10;
/** Before this the command has not begun to read. */
const START_MS = 700;

const folder = await mkdtemp(join(tmpdir(), 'mm7watch-kill-'));
try {
  const log = logOfGateway(seed);
  const file = join(folder, 'gateway.jsonl');
  await writeFile(file, log.text);
  const whole = await runToEnd(file, join(folder, 'whole'));
  compare('without being killed', log.counts, whole.output);
  say(`${log.events} events, read in ${whole.tookMs} ms; to be killed ${kills} times`);
  const random = randomFrom(seed);
  let hits = 0;
  for (let store = 0; hits < kills; store++) {
    const storeFolder = join(folder, `store-${store}`);
    for (let kill = 0; kill < KILLS_PER_STORE && hits < kills; ) {
      const afterMs = START_MS + random.next() * (whole.tookMs - START_MS);
      if (!(await runAndKill(file, storeFolder, afterMs))) continue; // it was done before
      kill += 1;
      hits += 1;
    }
    compare(`after ${hits} kills`, log.counts, (await runToEnd(file, storeFolder)).output);
    await rm(storeFolder, { recursive: true });
    say(`killed ${hits} times: counts are exact`);
  }
} catch (error) {
  process.exitCode = 1;
  say(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function compare(when: string, wanted: ReadonlyMap<string, number>, output: string): void {
  const found = differences(wanted, countsByOutcome(output));
  if (found.length > 0) throw new Error(`${when}: ${found.join('; ')}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
