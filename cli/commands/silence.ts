import type { Command } from 'commander';
import { parseCode } from '../code.ts';
import { UsageError } from '../exit.ts';
import { parseDuration } from '../time-range.ts';

/** What the command line says. */
interface SilenceOptions {
  readonly table?: string;
  readonly store?: string;
  readonly rule?: string;
  readonly code?: string;
  readonly service?: string;
  readonly carrier?: string;
  readonly for: string;
  readonly reason: string;
  readonly as?: string;
}

const UNTIL_RESOLVED = 'until-resolved';

const EXAMPLES = `
Examples:
  mm7watch silence 2026-11-23-1042-x7f3k9 --for 4h --reason "ticket 4711 at the provider" --table mm7watch-Table
  mm7watch silence 2026-11-23-1042-x7f3k9 --for until-resolved --reason "account manager is on it" --table mm7watch-Table
  mm7watch silence --carrier 31003 --code 3500 --for 2d --reason "their maintenance" --table mm7watch-Table

A silence hides notifications of every episode that lies within it, those that go on and those to come; never the episodes. What grows
beyond it is told. A quarter of an hour before its end those are told whose episodes it still hides. mm7watch unsilence ends it.`;

/** `mm7watch silence`: hides notifications for a time. */
export function registerSilence(program: Command): void {
  program
    .command('silence [episode]')
    .description('hide the notifications of an episode, or of all of a rule, code, service or carrier, for a time')
    .option('--table <name>', 'table of the deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--rule <name>', 'all episodes of this rule')
    .option('--code <code>', 'all that are about this code alone')
    .option('--service <id>', 'all that are about this service alone')
    .option('--carrier <id>', 'all that are about this carrier alone')
    .requiredOption('--for <duration>', 'how long, as in 1h, 4h, 2d; or until-resolved, of one episode')
    .requiredOption('--reason <text>', 'why; others see it')
    .option('--as <name>', 'who asks for it (default: your name on this machine)')
    .addHelpText('after', EXAMPLES)
    .action(async (episodeId: string | undefined, options: SilenceOptions) => {
      const { withKept } = await import('../local/kept.ts');
      const { silence } = await import('#shared/pipeline/silence.ts');
      const { silencedText } = await import('../terminal/people.ts');
      const { nameOfUser } = await import('../user-name.ts');
      const { rule, code, service: vasid, carrier, reason, as: author = nameOfUser() } = options;
      const matcher = {
        episodeId,
        rule,
        code: code === undefined ? undefined : parseCode('--code', code),
        vasid,
        carrier,
      };
      const durationMs = options.for === UNTIL_RESOLVED ? null : parseDuration('--for', options.for);
      const outcome = await withKept(options, ({ people }) =>
        silence({ matcher, author, reason, durationMs }, Date.now(), people),
      );
      if ('refused' in outcome) throw new UsageError(outcome.refused);
      process.stdout.write(`${silencedText(outcome)}\n`);
    });
}
