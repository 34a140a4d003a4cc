import type { Command } from 'commander';
import { UsageError } from '../exit.ts';

/** What the command line says. */
interface UnsilenceOptions {
  readonly table?: string;
  readonly store?: string;
  readonly as?: string;
}

const EXAMPLES = `
Examples:
  mm7watch unsilence s-2026-11-23-1042-x7f3k9 --table mm7watch-Table    a silence; mm7watch episodes lists them
  mm7watch unsilence 2026-11-23-1042-x7f3k9 --table mm7watch-Table      all that hide this episode

What goes on and was hidden is told again at once.`;

/** `mm7watch unsilence`: ends silences before their time. */
export function registerUnsilence(program: Command): void {
  program
    .command('unsilence <id>')
    .description('end a silence, or all that hide an episode, before its time')
    .option('--table <name>', 'table of the deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--as <name>', 'who ends it (default: your name on this machine)')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { as: who, ...where }: UnsilenceOptions) => {
      const { withKept } = await import('../local/kept.ts');
      const { unsilence } = await import('#shared/pipeline/silence.ts');
      const { unsilencedText } = await import('../terminal/people.ts');
      const { nameOfUser } = await import('../user-name.ts');
      const ended = await withKept(where, ({ people }) => unsilence(id, who ?? nameOfUser(), Date.now(), people));
      if (ended.length === 0)
        throw new UsageError(`no silence in force is named ${id} or hides it; mm7watch episodes lists those there are`);
      process.stdout.write(`${unsilencedText(ended)}\n`);
    });
}
