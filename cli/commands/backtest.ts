import { type Command, Option } from 'commander';
import type { BacktestOptions } from '../local/backtest/backtest-options.ts';

const EXAMPLES = `
Examples:
  mm7watch backtest --counts counts.jsonl                      what people would have been told, as a table
  mm7watch backtest --store ./counts --since 14d               the same over a store of run --store
  mm7watch backtest --table mm7watch-Table --since 14d         over a deployment; credentials as the AWS command line takes them
  mm7watch backtest --table mm7watch-Table --since 14d --against proposed.json
                                                               what other settings would have changed
  zcat counts.jsonl.gz | mm7watch backtest --counts - --json   every change of state of a key, a line each

Counts: JSON Lines in order of arrival, minutes since the epoch; batch is the identity of the delivery, counted once:
  {"minute":29733840,"arrival":29733841,"carrier":"31003","vasid":"svc-7","total":380,"codes":{"2568":41},"batch":"b-1"}
Delivery reports may stand beside them, by status: "reports":{"Retrieved":300,"Expired":12}`;

/** `mm7watch backtest`: what the rules would have said of counted history. */
export function registerBacktest(program: Command): void {
  program
    .command('backtest')
    .description('run the rules over counted history and show what they would have said')
    .option('--counts <file>', 'counts as JSON Lines, or - for standard input')
    .option('--store <folder>', 'or the counts of a store that run --store has kept')
    .option('--table <name>', 'or those of a deployment; the output TableName of its stack')
    .option('--from <time>', 'with --store and --table: start of the range')
    .option('--to <time>', 'with --store and --table: end of the range')
    .option('--since <duration>', 'instead of --from: so long ago, as in 12h, 14d')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--against <file>', 'other settings: show what they would change')
    .option('--episodes', 'one episode a line, as people would be told of it, as JSON')
    .addOption(new Option('--json', 'every change of state of a key, one JSON object a line').conflicts('episodes'))
    .addHelpText('after', EXAMPLES)
    .action(async (options: BacktestOptions) => {
      const { backtest } = await import('../local/backtest/backtest.ts');
      await backtest(options, Date.now(), (line) => process.stdout.write(`${line}\n`));
    });
}
