import type { Command } from 'commander';
import { parseDuration } from '../time-range.ts';

/** What the command line says. */
interface EpisodesOptions {
  readonly table?: string;
  readonly store?: string;
  readonly since?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  mm7watch episodes --table mm7watch-Table                 what goes on now, who has taken it on, what is silenced until when
  mm7watch episodes --table mm7watch-Table --since 7d      those of the last week too
  mm7watch episodes --store ./counts --json | jq '.episodes[].id'`;

/** `mm7watch episodes`: what goes on, and what people have done about it. */
export function registerEpisodes(program: Command): void {
  program
    .command('episodes')
    .description('episodes that go on, who has taken them on, and the silences in force')
    .option('--table <name>', 'table of the deployment, the output TableName of its stack')
    .option('--store <folder>', 'or a store that run --store has kept')
    .option('--since <duration>', 'those too that were open since so long ago, as in 12h, 7d')
    .option('--json', 'as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async ({ since, json, ...where }: EpisodesOptions) => {
      const { withKept } = await import('../local/kept.ts');
      const { episodesText } = await import('../terminal/people.ts');
      const { isOngoing } = await import('#shared/domain/episode.ts');
      const { isInForce } = await import('#shared/domain/silence.ts');
      const nowMs = Date.now();
      const fromMs = since === undefined ? null : nowMs - parseDuration('--since', since);
      const kept = await withKept(where, async ({ people }) => ({
        episodes:
          fromMs === null
            ? (await people.episodes.listActive()).filter(isOngoing)
            : await people.episodes.listBetween(fromMs, nowMs),
        silences: (await people.silences.list()).filter((silence) => isInForce(silence, nowMs)),
      }));
      process.stdout.write(`${json ? JSON.stringify(kept) : episodesText(kept, nowMs)}\n`);
    });
}
