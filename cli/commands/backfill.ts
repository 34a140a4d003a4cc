import type { Command } from 'commander';
import type { BackfillOptions } from '../aws/backfill.ts';

const EXAMPLES = `
Examples:
  mm7watch backfill --table mm7watch-Table --log-group /mms/gateway --from 2026-11-23T10:40Z --to 2026-11-23T11:10Z
  mm7watch backfill --table mm7watch-Table --log-group /mms/gateway --since 3h
  mm7watch backfill --table mm7watch-Table --log-group /mms/gateway --from 2026-11-23 --to 2026-11-24 --replace

The table is the output TableName of the stack; credentials and region are those of the AWS command line. The log group is read with
FilterLogEvents, so CloudWatch Logs has to hold the time still. What is counted already is counted once: doing it twice, or over live
data, changes nothing. One that broke off goes on where it was when it is called with the same log group and times.

With --replace the minutes of the range are counted anew from what is read now, in the place of all that was counted in them for this
log group: for when event ids do not agree, as after logs were copied. What is delivered for these minutes later is not counted.

Times are UTC and cover whole minutes; nothing older than 20 days can be counted.`;

/** `mm7watch backfill`: counts what CloudWatch Logs never delivered. */
export function registerBackfill(program: Command): void {
  program
    .command('backfill')
    .description('read a log group back and count what was never delivered')
    .requiredOption('--table <name>', 'table of the deployment')
    .requiredOption('--log-group <name>', 'log group to read')
    .option('--from <time>', 'start of the range')
    .option('--to <time>', 'end of the range (default: now)')
    .option('--since <duration>', 'instead of --from: so long ago, as in 30m, 2h, 7d')
    .option('--replace', 'count the minutes anew, in the place of what was counted in them')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (options: BackfillOptions) => {
      const { runBackfill } = await import('../aws/backfill.ts');
      await runBackfill(options, Date.now());
    });
}
