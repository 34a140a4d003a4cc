import type { Command } from 'commander';
import { addWhereabouts, type Whereabouts } from '../people/whereabouts.ts';
import { parseDuration } from '../time-range.ts';

/** What the command line says. */
interface EpisodesOptions extends Whereabouts {
  readonly since?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  mm7watch episodes --stack mm7watch                 what goes on now, who has taken it on, what is silenced until when
  mm7watch episodes --stack mm7watch --since 7d      those of the last week too
  mm7watch episodes --store ./counts --json | jq '.episodes[].id'`;

/** `mm7watch episodes`: what goes on, and what people have done about it. */
export function registerEpisodes(program: Command): void {
  const command = program
    .command('episodes')
    .description('episodes that go on, who has taken them on, and the silences in force');
  addWhereabouts(command)
    .option('--since <duration>', 'those too that were open since so long ago, as in 12h, 7d')
    .option('--json', 'as one JSON object, in the shapes of the API')
    .addHelpText('after', EXAMPLES)
    .action(async ({ since, json, ...where }: EpisodesOptions) => {
      const nowMs = Date.now();
      const fromMs = since === undefined ? null : nowMs - parseDuration('--since', since);
      const { withPeopleApi } = await import('../people/people-api.ts');
      const { episodesNow } = await import('../people/episodes-now.ts');
      const { episodesText } = await import('../terminal/people.ts');
      const told = await withPeopleApi(where, (api) => episodesNow(api, fromMs));
      process.stdout.write(`${json ? JSON.stringify(told) : episodesText(told, nowMs)}\n`);
    });
}
