import type { Command } from 'commander';
import { addAuthor, addWhereabouts, type Whereabouts } from '../people/whereabouts.ts';
import { parseInstant } from '../time-range.ts';

/** What the command line says. */
interface MarkOptions extends Whereabouts {
  readonly service?: string;
  readonly at?: string;
}

const EXAMPLES = `
Examples:
  mm7watch mark "credentials rotated" --service svc-7 --stack mm7watch
  mm7watch mark "release 4.2 is out" --table mm7watch-Table --as deploy-bot
  mm7watch mark "new throughput limit" --at 2026-11-23T10:40Z --stack mm7watch

An episode that begins within an hour after it says so: "4 min after: credentials rotated".`;

/** `mm7watch mark`: notes what somebody did. */
export function registerMark(program: Command): void {
  const command = program
    .command('mark <text>')
    .description('note what was done, so that episodes after it say so')
    .option('--service <id>', 'the service it is about')
    .option('--at <time>', 'when it was done (default: now)');
  addAuthor(addWhereabouts(command), 'did it')
    .addHelpText('after', EXAMPLES)
    .action(async (text: string, { service, at, ...where }: MarkOptions) => {
      const { withPeopleApi } = await import('../people/people-api.ts');
      const { MarkedAnswer } = await import('#shared/api/episode-answers.ts');
      const { markedText } = await import('../terminal/people.ts');
      const atIso = at === undefined ? undefined : new Date(parseInstant('--at', at)).toISOString();
      const body = { text, at: atIso, vasid: service };
      const { marker } = await withPeopleApi(where, (api) =>
        api({ method: 'POST', path: '/v1/markers', body }, MarkedAnswer),
      );
      process.stdout.write(`${markedText(marker)}\n`);
    });
}
