import { Argument, type Command, Option } from 'commander';
import { KINDS } from '#shared/domain/model.ts';
import { STEPS } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { UsageError } from '../exit.ts';
import type { Ask } from '../query/ask.ts';
import { type AskedRange, type FilterOptions, QUESTIONS, type QuestionName, rangeAsked } from '../query/question.ts';

/** What the command line asks. */
interface QueryOptions extends FilterOptions, AskedRange {
  readonly store?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly settings?: string;
  readonly json?: true;
  readonly csv?: true;
  readonly watch?: string | true;
}

/** Where answers come from. */
interface Source {
  readonly ask: Ask;
  /** All that is kept; null where the last hour is what nobody said otherwise. */
  readonly whole: TimeRange | null;
  readonly close: () => Promise<void>;
}

const EXAMPLES = `
Examples:
  mm7watch query --store ./counts                                       everything that is in the store
  mm7watch query codes --stack Mm7Watch --since 2h --carrier 31003      what a carrier answered
  mm7watch query breakdown --by vasid --stack Mm7Watch --since monday   which service fails most since Monday
  mm7watch query series --by code --store ./counts                      each code over time
  mm7watch query funnel --stack Mm7Watch --at 'yesterday 14:00' --for 2h
  mm7watch query episodes --table mm7watch-Table --since 7d --state open
  mm7watch query episodes 2026-11-23-1042-x7f3k9 --stack Mm7Watch
  mm7watch query codes --store ./counts --json | jq '.rows[] | select(.outcome == "2568").count'
  mm7watch query codes --stack Mm7Watch --csv > codes.csv
  mm7watch query --stack Mm7Watch --watch                               the last hour, anew every five seconds

A store holds what it holds; a deployment is asked for its last hour unless something else is said. Times are UTC: 2026-11-23,
2026-11-23T10:42Z, 2h (ago), 14:00, yesterday 14:00, monday. A range holds its start and not its end. --stack asks over the query URL, --table
reads the table itself; credentials, region and profile are those of the AWS command line. docs/query.md has the questions in full.`;

const WATCH_SECONDS = 5;

/** `mm7watch query`: the questions of the API, of a store, a deployed stack or a table. */
export function registerQuery(program: Command): void {
  program
    .command('query')
    .description(
      'ask a kept store, a deployed stack or its table: codes, series, carriers, services, episodes and more',
    )
    .addArgument(new Argument('[question]', 'what is asked').choices(QUESTIONS).default('overview'))
    .argument('[episode]', 'with episodes: the one of this name')
    .option('--store <folder>', 'a store that run --store has kept')
    .option('--stack <name>', 'or a deployed stack, over its query URL')
    .option('--table <name>', 'or the table of a deployment')
    .option('--region <region>', 'with --stack: AWS region (default: as the AWS command line)')
    .option('--profile <name>', 'with --stack: AWS profile (default: as the AWS command line)')
    .option('--since <time>', 'from so long ago, or from a time, until now: 30m, 2h, 7d, monday')
    .option('--from <time>', 'start of the range')
    .option('--to <time>', 'end of the range')
    .option('--at <time>', "the hour from then on, as in 'yesterday 14:00'")
    .option('--for <duration>', 'with --at: so long, and not an hour')
    .option('--by <what>', 'breakdown and funnel: vasid or carrier; series: code, family, kind, vasid or carrier')
    .option('--vasid <id>', 'only this service')
    .option('--carrier <id>', 'only this carrier')
    .option('--code <codes>', 'only these codes or statuses, with commas')
    .option('--family <families>', 'only codes of these families, with commas')
    .option('--kind <kinds>', `only these kinds, with commas: ${KINDS.join(', ')}`)
    .addOption(new Option('--step <step>', 'series: step').choices(STEPS))
    .addOption(new Option('--state <state>', 'episodes: that go on or are over').choices(['open', 'resolved']))
    .option('--rule <name>', 'episodes: of this rule')
    .option('--limit <count>', 'at most so many rows or lines')
    .addOption(new Option('--json', 'the answer of the API as it is').conflicts('csv'))
    .option('--csv', 'the answer as CSV')
    .option('--watch [seconds]', `ask anew every ${WATCH_SECONDS} seconds, or as many as are said`)
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (name: QuestionName, id: string | undefined, options: QueryOptions) => {
      if (id !== undefined && name !== 'episodes')
        throw new UsageError(`${name} is asked of no single episode, got ${id}`);
      if (options.csv && (name === 'overview' || name === 'health' || id !== undefined))
        throw new UsageError(`${id === undefined ? name : 'a single episode'} is no single table; take --json`);
      const everySeconds = options.watch === undefined ? null : secondsOf(options.watch);
      rangeAsked(options, Date.now(), null); // tells a mistake before a store is opened
      const { tellPeople, tellPrograms } = await import('../query/tell.ts');
      const { ask, whole, close } = await openSource(options);
      const answer = () => {
        const asked = { name, id, filters: options, range: rangeAsked(options, Date.now(), whole) };
        if (options.json) return tellPrograms(asked, ask, 'application/json');
        return options.csv ? tellPrograms(asked, ask, 'text/csv') : tellPeople(asked, ask);
      };
      try {
        if (everySeconds === null) process.stdout.write(`${await answer()}\n`);
        else await watch(answer, everySeconds);
      } finally {
        await close();
      }
    });
}

async function openSource({ store, table, stack, region, profile, settings }: QueryOptions): Promise<Source> {
  if ([store, table, stack].filter((each) => each !== undefined).length !== 1)
    throw new UsageError('query asks one place; give --store FOLDER, --stack NAME or --table NAME');
  if (stack !== undefined) {
    const { askStack } = await import('../query/ask-stack.ts');
    return { ask: await askStack({ stack, region, profile }), whole: null, close: async () => {} };
  }
  const { openKept } = await import('../local/kept.ts');
  const { loadSettings } = await import('../local/settings.ts');
  const { askOf } = await import('../query/ask.ts');
  const kept = await openKept({ store, table }, await loadSettings(settings));
  return { ask: askOf(kept.query), whole: await kept.wholeRange(), close: kept.close };
}

/** Shows the answer anew until it is interrupted, over the last one where there is a terminal. */
async function watch(answer: () => Promise<string>, everySeconds: number): Promise<void> {
  const { createLogUpdate } = await import('log-update');
  const { topOf } = await import('../terminal/top-of.ts');
  const screen = process.stdout.isTTY ? createLogUpdate(process.stdout) : null;
  let goesOn = true;
  let wake = () => {};
  process.once('SIGINT', () => {
    goesOn = false;
    wake();
  });
  while (goesOn) {
    const text = await answer();
    if (screen) screen(topOf(text, process.stdout.rows));
    else process.stdout.write(`${text}\n`);
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, everySeconds * 1000);
    });
  }
  screen?.done();
}

function secondsOf(said: string | true): number {
  if (said === true) return WATCH_SECONDS;
  if (/^[1-9][0-9]{0,3}$/.test(said)) return Number(said);
  throw new UsageError(`--watch must be a whole number of seconds, got ${said}`);
}
