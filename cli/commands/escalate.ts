import type { Command } from 'commander';
import { addWhereabouts, type Whereabouts } from '../people/whereabouts.ts';

const EXAMPLES = `
Examples:
  mm7watch escalate 2026-11-23-1042-x7f3k9 --stack mm7watch
  mm7watch escalate 2026-11-23-1042-x7f3k9 --stack mm7watch > letter.txt

It says what fails, for whom, since when in UTC and how often. With "sampleIds": true in the section extraction of the settings it names
TransactionIDs and MessageIDs of messages that failed, which are kept for seven days; ids that may hold a phone number are not kept.`;

/** `mm7watch escalate`: a letter about an episode. */
export function registerEscalate(program: Command): void {
  const command = program
    .command('escalate <episode>')
    .description('write the letter about an episode for the account manager, the provider or the carrier');
  addWhereabouts(command)
    .option(
      '--settings <file>',
      'with --table or --store: settings file (default: mm7watch.config.json where there is one)',
    )
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, where: Whereabouts) => {
      const { withPeopleApi } = await import('../people/people-api.ts');
      const { LetterAnswer } = await import('#shared/api/episode-answers.ts');
      const path = `/v1/episodes/${encodeURIComponent(id)}/letter`;
      const { letter } = await withPeopleApi(where, (api) => api({ method: 'GET', path }, LetterAnswer));
      process.stdout.write(`${letter}\n`);
    });
}
