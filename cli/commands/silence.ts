import type { Command } from 'commander';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { parseCode } from '../code.ts';
import { addAuthor, addWhereabouts, type Whereabouts } from '../people/whereabouts.ts';
import { parseDuration } from '../time-range.ts';

/** What the command line says. */
interface SilenceOptions extends Whereabouts {
  readonly rule?: string;
  readonly code?: string;
  readonly service?: string;
  readonly carrier?: string;
  readonly for: string;
  readonly reason: string;
}

const UNTIL_RESOLVED = 'until-resolved';

const EXAMPLES = `
Examples:
  mm7watch silence 2026-11-23-1042-x7f3k9 --for 4h --reason "ticket 4711 at the provider" --stack mm7watch
  mm7watch silence 2026-11-23-1042-x7f3k9 --for until-resolved --reason "account manager is on it" --stack mm7watch
  mm7watch silence --carrier 31003 --code 3500 --for 2d --reason "their maintenance" --table mm7watch-Table

A silence hides notifications of every episode that lies within it, those that go on and those to come; never the episodes. What grows
beyond it is told. A quarter of an hour before its end those are told whose episodes it still hides. mm7watch unsilence ends it.`;

/** `mm7watch silence`: hides notifications for a time. */
export function registerSilence(program: Command): void {
  const command = program
    .command('silence [episode]')
    .description('hide the notifications of an episode, or of all of a rule, code, service or carrier, for a time')
    .option('--rule <name>', 'all episodes of this rule')
    .option('--code <code>', 'all that are about this code alone')
    .option('--service <id>', 'all that are about this service alone')
    .option('--carrier <id>', 'all that are about this carrier alone')
    .requiredOption('--for <duration>', 'how long, as in 1h, 4h, 2d; or until-resolved, of one episode')
    .requiredOption('--reason <text>', 'why; others see it');
  addAuthor(addWhereabouts(command), 'asks for it')
    .addHelpText('after', EXAMPLES)
    .action(async (episodeId: string | undefined, options: SilenceOptions) => {
      const { withPeopleApi } = await import('../people/people-api.ts');
      const { SilencedAnswer } = await import('#shared/api/episode-answers.ts');
      const { silencedText } = await import('../terminal/people.ts');
      const { rule, code, service: vasid, carrier, reason, for: lasts, ...where } = options;
      const codeSaid = code === undefined ? undefined : parseCode('--code', code);
      const minutes = lasts === UNTIL_RESOLVED ? null : parseDuration('--for', lasts) / MINUTE_MS;
      const body = { matcher: { episodeId, rule, code: codeSaid, vasid, carrier }, minutes, reason };
      const answer = await withPeopleApi(where, (api) =>
        api({ method: 'POST', path: '/v1/silences', body }, SilencedAnswer),
      );
      process.stdout.write(`${silencedText(answer)}\n`);
    });
}
