import type { Command } from 'commander';
import { addAuthor, addWhereabouts, type Whereabouts } from '../people/whereabouts.ts';

const EXAMPLES = `
Examples:
  mm7watch unsilence s-2026-11-23-1042-k2v9aa --stack mm7watch    a silence; mm7watch episodes lists them
  mm7watch unsilence 2026-11-23-1042-x7f3k9 --stack mm7watch      all that hide this episode

What goes on and was hidden is told again at once.`;

/** `mm7watch unsilence`: ends silences before their time. */
export function registerUnsilence(program: Command): void {
  const command = program
    .command('unsilence <id>')
    .description('end a silence, or all that hide an episode, before its time');
  addAuthor(addWhereabouts(command), 'ends it')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, where: Whereabouts) => {
      const { withPeopleApi } = await import('../people/people-api.ts');
      const { UnsilencedAnswer } = await import('#shared/api/episode-answers.ts');
      const { unsilencedText } = await import('../terminal/people.ts');
      const path = `/v1/silences/${encodeURIComponent(id)}`;
      const { ended } = await withPeopleApi(where, (api) => api({ method: 'DELETE', path }, UnsilencedAnswer));
      process.stdout.write(`${unsilencedText(ended)}\n`);
    });
}
