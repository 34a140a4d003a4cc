import '../../cli/quiet-sdk.ts';
import { Command, InvalidArgumentError } from 'commander';
import { ABLATIONS } from './ablations.ts';
import { DEFAULT_RATES, FAULT_KINDS, FAULTS, type Fault, type FaultRates, parseRates } from './faults.ts';
import { type Outcome, simulate } from './simulate.ts';

/** What the command line asks. */
interface SimulateOptions {
  readonly seeds: number;
  readonly from: number;
  readonly seed?: number;
  readonly trace?: true;
  readonly faults?: Mix;
  readonly without?: string;
}

/** Rates of faults, and the text that asks for them. */
interface Mix {
  readonly text: string;
  readonly rates: FaultRates;
}

const MOST_VIOLATIONS = 12;

const HELP = `
Faults, 0-1 each; three kinds in ten are left out of each run:
${FAULT_KINDS.map((fault) => `  ${fault.padEnd(15)} ${String(FAULTS[fault].rate).padEnd(6)} ${FAULTS[fault].about}`).join('\n')}

Protections that --without takes away:
${Object.keys(ABLATIONS)
  .map((name) => `  ${name}`)
  .join('\n')}

Examples:
  npm run simulate -- --seeds 5000
  npm run simulate -- --seed 42 --trace
  npm run simulate -- --seeds 500 --faults all=0,duplicate=0.3,crash=0.5
  npm run simulate -- --seeds 500 --without 'the guard of rollups'`;

const command = new Command('simulate')
  .description(
    'Runs the recipes and the DynamoDB adapter under faults that a seed decides, and checks every count and episode.',
  )
  .option('--seeds <count>', 'how many runs', wholeNumber, 500)
  .option('--from <seed>', 'the first seed', wholeNumber, 1)
  .option('--seed <seed>', 'one run only', wholeNumber)
  .option('--trace', 'with --seed: tell everything that happens')
  .option('--faults <rates>', 'as in duplicate=0.3,crash=0.1; all=0 sets those that are not named', readRates)
  .option('--without <protection>', 'switch a protection off, and see it found out', readAblation)
  .addHelpText('after', HELP)
  .action(async (options: SimulateOptions) => {
    const seeds = options.seed === undefined ? sequence(options.from, options.seeds) : [options.seed];
    process.exitCode = (await runAll(seeds, options)) ? 0 : 1;
  });

process.stdout.on('error', () => process.exit()); // the reader of our output, as `head`, has had enough
await command.parseAsync();

async function runAll(seeds: readonly number[], options: SimulateOptions): Promise<boolean> {
  const faults = new Map<Fault, number>();
  let requests = 0;
  for (const [done, seed] of seeds.entries()) {
    const outcome = await simulate({
      ...{ seed, rates: options.faults?.rates ?? DEFAULT_RATES },
      ...(options.without ? { variation: ABLATIONS[options.without] ?? {} } : {}),
      ...(options.trace ? { trace: say } : {}),
    });
    requests += outcome.requests;
    for (const [fault, count] of outcome.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
    if (outcome.violations.length === 0) continue;
    sayFailure(outcome, options);
    saySummary(done + 1, requests, faults);
    return false;
  }
  saySummary(seeds.length, requests, faults);
  say('Nothing lost, nothing counted twice.');
  return true;
}

function sayFailure({ seed, violations }: Outcome, { faults, without }: SimulateOptions): void {
  say(`seed ${seed} breaks ${violations.length} promises:`);
  for (const violation of violations.slice(0, MOST_VIOLATIONS)) say(`  ${violation}`);
  if (violations.length > MOST_VIOLATIONS) say(`  … and ${violations.length - MOST_VIOLATIONS} more`);
  const rest = `${faults ? ` --faults ${faults.text}` : ''}${without ? ` --without '${without}'` : ''}`;
  say(`Replay it: npm run simulate -- --seed ${seed} --trace${rest}\n`);
}

function saySummary(runs: number, requests: number, faults: ReadonlyMap<Fault, number>): void {
  say(`${runs} runs, ${requests} requests to the table; faults injected:`);
  for (const fault of FAULT_KINDS) say(`  ${fault.padEnd(15)} ${String(faults.get(fault) ?? 0).padStart(8)}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sequence(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError(`It must be a whole number, got ${text}; use 500.`);
  return Number(text);
}

function readRates(text: string): Mix {
  try {
    return { text, rates: parseRates(text) };
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function readAblation(name: string): string {
  if (name in ABLATIONS) return name;
  throw new InvalidArgumentError(`It must be one of: ${Object.keys(ABLATIONS).join('; ')}.`);
}
