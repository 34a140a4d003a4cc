import type { Command } from 'commander';
import { UsageError } from '../exit.ts';

/** What the command line says. */
interface WhyOptions {
  readonly store?: string;
  readonly table?: string;
  readonly settings?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  mm7watch why 2026-11-23-1042-x7f3k9 --store ./counts
  mm7watch why 2026-11-23-1042-x7f3k9 --table mm7watch-Table --json | jq '.minutes[] | select(.errors > .plausible)'

It steps through the stored counts once more, from nine days before the episode, with the settings as they are now: each minute's submits
and errors, how many errors the key had taught to expect and how many would still be usual, what each alternative had gathered, and
while it fired what spoke for its being over. The table is the output TableName of the stack; credentials and region are those of the
AWS command line.`;

/** `mm7watch why`: the reckoning of an episode. */
export function registerWhy(program: Command): void {
  program
    .command('why <episode>')
    .description('the whole reckoning of an episode, minute by minute')
    .option('--store <folder>', 'store that run --store has kept')
    .option('--table <name>', 'or the table of a deployment')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--json', 'as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { store, table, ...options }: WhyOptions) => {
      if ((store === undefined) === (table === undefined))
        throw new UsageError('why reads one store; give --store FOLDER or --table NAME');
      const { loadSettings } = await import('../local/settings.ts');
      const { openKept } = await import('../local/kept.ts');
      const { findEpisode, reckon } = await import('../local/backtest/why.ts');
      const { reckoningText } = await import('../terminal/reckoning.ts');
      const settings = await loadSettings(options.settings);
      const kept = await openKept({ store, table }, settings);
      try {
        const reckoning = await reckon(await findEpisode(id, kept.query), settings, kept.query.rollups, Date.now());
        process.stdout.write(`${options.json ? JSON.stringify(reckoning) : reckoningText(reckoning)}\n`);
      } finally {
        await kept.close();
      }
    });
}
