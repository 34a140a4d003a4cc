import type { Command } from 'commander';
import { UsageError } from '../exit.ts';
import { parseInstant } from '../time-range.ts';

/** What the command line says. */
interface MarkOptions {
  readonly table?: string;
  readonly store?: string;
  readonly service?: string;
  readonly at?: string;
  readonly as?: string;
}

const EXAMPLES = `
Examples:
  mm7watch mark "credentials rotated" --service svc-7 --table mm7watch-Table
  mm7watch mark "release 4.2 is out" --table mm7watch-Table --as deploy-bot
  mm7watch mark "new throughput limit" --at 2026-11-23T10:40Z --table mm7watch-Table

An episode that begins within an hour after it says so: "4 min after: credentials rotated".`;

/** `mm7watch mark`: notes what somebody did. */
export function registerMark(program: Command): void {
  program
    .command('mark <text>')
    .description('note what was done, so that episodes after it say so')
    .option('--table <name>', 'table of the deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--service <id>', 'the service it is about')
    .option('--at <time>', 'when it was done (default: now)')
    .option('--as <name>', 'who did it (default: your name on this machine)')
    .addHelpText('after', EXAMPLES)
    .action(async (text: string, { service, at, as: who, ...where }: MarkOptions) => {
      const { withKept } = await import('../local/kept.ts');
      const { mark } = await import('#shared/pipeline/mark.ts');
      const { markedText } = await import('../terminal/people.ts');
      const { nameOfUser } = await import('../user-name.ts');
      const atMs = at === undefined ? Date.now() : parseInstant('--at', at);
      const request = { atMs, text, vasid: service ?? null, author: who ?? nameOfUser() };
      const outcome = await withKept(where, ({ people }) => mark(request, people));
      if ('refused' in outcome) throw new UsageError(outcome.refused);
      process.stdout.write(`${markedText(outcome.marker)}\n`);
    });
}
