import type { Command } from 'commander';
import type { BacktestOptions } from '../local/backtest/backtest-options.ts';

const EXAMPLES = `
Examples:
  mm7watch backtest --counts counts.jsonl
  zcat counts.jsonl.gz | mm7watch backtest --counts - --json

Input: JSON Lines in order of arrival, minutes since the epoch; batch is the identity of the delivery, counted once:
  {"minute":29733840,"arrival":29733841,"carrier":"31003","vasid":"svc-7","total":380,"codes":{"2568":41},"batch":"b-1"}`;

/** `mm7watch backtest`: what the rules would have said of counted history. */
export function registerBacktest(program: Command): void {
  program
    .command('backtest')
    .description('run the rules over counted history and show what they would have said')
    .requiredOption('--counts <file>', 'counts as JSON Lines, or - for standard input')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .option('--json', 'every change of state of a key, one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(async (options: BacktestOptions) => {
      const { backtest } = await import('../local/backtest/backtest.ts');
      await backtest(options, (line) => process.stdout.write(`${JSON.stringify(line)}\n`));
    });
}
