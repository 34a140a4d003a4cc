import type { Command } from 'commander';
import { UsageError } from '../exit.ts';

/** What the command line says. */
interface EscalateOptions {
  readonly table?: string;
  readonly store?: string;
  readonly settings?: string;
}

const EXAMPLES = `
Examples:
  mm7watch escalate 2026-11-23-1042-x7f3k9 --table mm7watch-Table
  mm7watch escalate 2026-11-23-1042-x7f3k9 --table mm7watch-Table > letter.txt

It says what fails, for whom, since when in UTC and how often. With "sampleIds": true in the section extraction of the settings it names
TransactionIDs and MessageIDs of messages that failed, which are kept for seven days; ids that may hold a phone number are not kept.`;

/** `mm7watch escalate`: a letter about an episode. */
export function registerEscalate(program: Command): void {
  program
    .command('escalate <episode>')
    .description('write the letter about an episode for the account manager, the provider or the carrier')
    .option('--table <name>', 'table of the deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--settings <file>', 'settings file (default: mm7watch.config.json where there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, where: EscalateOptions) => {
      const { withKept } = await import('../local/kept.ts');
      const { escalate } = await import('#shared/pipeline/escalate.ts');
      const letter = await withKept(where, ({ people, query }) =>
        escalate(id, Date.now(), { ...people, catalogue: query.catalogue }),
      );
      if (letter === null)
        throw new UsageError(`there is no episode ${id} here; mm7watch episodes lists those there are`);
      process.stdout.write(`${letter}\n`);
    });
}
