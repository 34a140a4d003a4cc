import { type Command, Option } from 'commander';
import { UsageError } from '../exit.ts';
import { parseRange } from '../time-range.ts';

/** What the command line asks. */
interface QueryOptions {
  readonly store: string;
  readonly by: 'all' | 'code' | 'carrier' | 'service' | 'episode' | 'group';
  readonly carrier?: string;
  readonly service?: string;
  readonly from?: string;
  readonly to?: string;
  readonly since?: string;
  readonly settings?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  mm7watch query --store ./counts                              everything that is in the store
  mm7watch query --store ./counts --by code --carrier 31003    what a carrier answered
  mm7watch query --store ./counts --by service --since 2h
  mm7watch query --store ./counts --by episode --from 2026-11-23 --to 2026-11-24
  mm7watch query --store ./counts --by code --json | jq '.outcomes[] | select(.outcome == "2568").count'

Times are UTC: 2026-11-23, 2026-11-23T10:42, 2026-11-23T10:42:00Z, or an offset. A range holds its start and not its end.`;

/** `mm7watch query`: the tables of a store that `run --store` has kept. */
export function registerQuery(program: Command): void {
  program
    .command('query')
    .description('ask a store that was kept with run --store: by code, carrier, service, log group; episodes')
    .requiredOption('--store <folder>', 'folder of the store')
    .addOption(
      new Option('--by <what>', 'which table')
        .choices(['all', 'code', 'carrier', 'service', 'episode', 'group'])
        .default('all'),
    )
    .option('--carrier <id>', 'with --by code: only this carrier')
    .option('--service <id>', 'with --by code: only this service')
    .option('--from <time>', 'start of the range (default: the first day in the store)')
    .option('--to <time>', 'end of the range (default: the last day in the store)')
    .option('--since <duration>', 'instead of --from: so long ago, as in 30m, 2h, 7d')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--json', 'the answer as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (options: QueryOptions) => {
      const { openStoreForReading } = await import('../local/store.ts');
      const { loadSettings } = await import('../local/settings.ts');
      const { answer } = await import('../terminal/answer.ts');
      if ((options.carrier !== undefined || options.service !== undefined) && options.by !== 'code') {
        throw new UsageError(`--carrier and --service narrow the table by code, got --by ${options.by}; add --by code`);
      }
      parseRange(options, { nowMs: Date.now(), whole: { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } });
      const store = await openStoreForReading(options.store, await loadSettings(options.settings));
      try {
        const range = parseRange(options, { nowMs: Date.now(), whole: await store.wholeRange() });
        const text = await answer({ ...options, range }, store.query);
        process.stdout.write(`${text}\n`);
      } finally {
        await store.close();
      }
    });
}
