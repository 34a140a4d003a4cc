import type { Command } from 'commander';
import { addAuthor, addWhereabouts, type Whereabouts } from '../people/whereabouts.ts';

const EXAMPLES = `
Examples:
  mm7watch ack 2026-11-23-1042-x7f3k9 --stack mm7watch
  mm7watch ack 2026-11-23-1042-x7f3k9 --table mm7watch-Table --as "Ada, on call"

Everybody who heard of the episode is told who has taken it on, and reminders stop until it gets worse. --stack needs the policy of the
stack's output OperatorsPolicyArn; credentials and region are those of the AWS command line.`;

/** `mm7watch ack`: takes an episode on. */
export function registerAck(program: Command): void {
  const command = program
    .command('ack <episode>')
    .description('take an episode on: others are told who, reminders stop');
  addAuthor(addWhereabouts(command), 'takes it on')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, where: Whereabouts) => {
      const { withPeopleApi } = await import('../people/people-api.ts');
      const { AcknowledgedAnswer } = await import('#shared/api/episode-answers.ts');
      const { acknowledgedText } = await import('../terminal/people.ts');
      const path = `/v1/episodes/${encodeURIComponent(id)}/acknowledge`;
      const answer = await withPeopleApi(where, (api) => api({ method: 'POST', path, body: {} }, AcknowledgedAnswer));
      process.stdout.write(`${acknowledgedText(answer)}\n`);
    });
}
