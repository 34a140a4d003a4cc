import type { Command } from 'commander';
import { HOUR_MS } from '#shared/domain/time.ts';
import { parseRange, type RangeOptions } from '../time-range.ts';

/** What the command line says. */
interface LedgerOptions extends RangeOptions {
  readonly table: string;
  readonly logGroup: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  mm7watch ledger --table mm7watch-Table --log-group /mms/gateway
  mm7watch ledger --table mm7watch-Table --log-group /mms/gateway --from 2026-11-23 --to 2026-11-24 --json

The table is the output TableName of the stack; credentials and region are those of the AWS command line. Lines are a quarter of an
hour old at the youngest. What arrived goes by the time of arrival, what was seen by the time of the event: what is missing is what
the lines around do not explain.`;

/** `mm7watch ledger`: what arrived in a log group against what was counted. */
export function registerLedger(program: Command): void {
  program
    .command('ledger')
    .description('what CloudWatch says arrived in a log group against what was counted')
    .requiredOption('--table <name>', 'table of the deployment')
    .requiredOption('--log-group <name>', 'log group')
    .option('--from <time>', 'start of the range (default: three hours ago)')
    .option('--to <time>', 'end of the range (default: now)')
    .option('--since <duration>', 'instead of --from: so long ago, as in 30m, 2h, 7d')
    .option('--json', 'the lines as one JSON array')
    .addHelpText('after', EXAMPLES)
    .action(async ({ table, logGroup, json, ...times }: LedgerOptions) => {
      const { dynamoClient } = await import('#shared/adapters/dynamodb/client.ts');
      const { dynamoLedgerStore } = await import('#shared/adapters/dynamodb/ledger.ts');
      const { ledgerTable } = await import('../terminal/tables.ts');
      const nowMs = Date.now();
      const range = parseRange(times, { nowMs, whole: { fromMs: nowMs - 3 * HOUR_MS, toMs: nowMs } });
      const rows = await dynamoLedgerStore({ client: dynamoClient(), tableName: table }).list(logGroup, range);
      process.stdout.write(`${json ? JSON.stringify(rows) : ledgerTable(rows)}\n`);
    });
}
