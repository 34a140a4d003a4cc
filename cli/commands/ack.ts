import type { Command } from 'commander';

/** What the command line says. */
interface AckOptions {
  readonly table?: string;
  readonly store?: string;
  readonly as?: string;
}

const EXAMPLES = `
Examples:
  mm7watch ack 2026-11-23-1042-x7f3k9 --table mm7watch-Table
  mm7watch ack 2026-11-23-1042-x7f3k9 --table mm7watch-Table --as "Ada, on call"

Everybody who heard of the episode is told who has taken it on, and reminders stop until it gets worse. The table is the output
TableName of the stack; credentials and region are those of the AWS command line.`;

/** `mm7watch ack`: takes an episode on. */
export function registerAck(program: Command): void {
  program
    .command('ack <episode>')
    .description('take an episode on: others are told who, reminders stop')
    .option('--table <name>', 'table of the deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--as <name>', 'who takes it on (default: your name on this machine)')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { as: who, ...where }: AckOptions) => {
      const { withKept } = await import('../local/kept.ts');
      const { acknowledge } = await import('#shared/pipeline/acknowledge.ts');
      const { acknowledgedText } = await import('../terminal/people.ts');
      const { nameOfUser } = await import('../user-name.ts');
      const outcome = await withKept(where, ({ people }) => acknowledge(id, who ?? nameOfUser(), Date.now(), people));
      process.stdout.write(`${acknowledgedText(id, outcome)}\n`);
    });
}
