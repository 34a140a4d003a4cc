import { SIGNAL_CODES } from '#shared/domain/detect/signal.ts';
import type { Watch } from '#shared/domain/detect/watch.ts';
import type { Episode } from '#shared/domain/episode.ts';
import { titleOf } from '#shared/domain/message/text.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { CountRow } from '../backtest/count-row.ts';
import { startTrial } from '../backtest/trial.ts';
import type { ExpectedEpisode, RulesTest } from './rules-test-file.ts';

/** What came of a test: nothing where all is as expected. */
export interface RulesTestResult {
  readonly name: string;
  readonly problems: readonly string[];
}

/** Runs a test's traffic through what is watched, and holds the episodes against the expected ones. */
export function runRulesTest({ name, traffic, expect }: RulesTest, startMs: number, watch: Watch): RulesTestResult {
  const trial = startTrial(watch);
  const firstMinute = Math.floor(startMs / MINUTE_MS);
  const minutes = Math.max(0, ...traffic.map((series) => series.from + series.minutes));
  for (let after = 0; after < minutes; after++)
    trial.step({ minute: firstMinute + after, rows: rowsIn(traffic, firstMinute, after) });
  const minuteOf = (atMs: number) => Math.round(atMs / MINUTE_MS) - firstMinute;
  const left = [...trial.episodes()];
  const problems: string[] = [];
  for (const wanted of expect) {
    const at = left.findIndex((episode) => isAbout(episode, wanted));
    const [episode] = at < 0 ? [] : left.splice(at, 1);
    problems.push(...(episode ? differences(episode, wanted, minuteOf) : [`no episode ${described(wanted)}`]));
  }
  for (const episode of left)
    problems.push(`unexpected: ${titleOf(episode)}, opened in minute ${minuteOf(episode.openedMs)}`);
  return { name, problems };
}

function rowsIn(traffic: RulesTest['traffic'], firstMinute: number, after: number): CountRow[] {
  return traffic
    .filter(({ from, minutes, every }) => after >= from && after < from + minutes && (after - from) % every === 0)
    .map(({ service, carrier, total, codes, reports }) => ({
      ...{ minute: firstMinute + after, arrival: firstMinute + after, vasid: service, carrier },
      ...{ total, codes, reports, batch: undefined },
    }));
}

function isAbout({ rule, codes, scope }: Episode, wanted: ExpectedEpisode): boolean {
  return (
    rule === wanted.rule &&
    codes.includes(typeof wanted.code === 'number' ? wanted.code : SIGNAL_CODES[wanted.code]) &&
    scope.vasid === wanted.service &&
    scope.carrier === wanted.carrier
  );
}

function differences(episode: Episode, wanted: ExpectedEpisode, minuteOf: (atMs: number) => number): string[] {
  const problems: string[] = [];
  const opened = minuteOf(episode.openedMs);
  if (!isWithin(opened, wanted.opens)) problems.push(`${described(wanted)} opened in minute ${opened}`);
  const resolved = episode.resolvedMs === null ? null : minuteOf(episode.resolvedMs);
  if (wanted.resolves && (resolved === null || !isWithin(resolved, wanted.resolves)))
    problems.push(
      `${described(wanted)} ${resolved === null ? 'was not resolved' : `was resolved in minute ${resolved}`}`,
    );
  if (wanted.quiet !== (episode.quiet !== undefined))
    problems.push(`${described(wanted)} was ${episode.quiet === undefined ? 'told to people' : 'told to nobody'}`);
  return problems;
}

function described({ rule, code, service, carrier, opens, resolves }: ExpectedEpisode): string {
  const whom = [service ?? 'all services', carrier ?? 'all carriers'].join(' at ');
  const times = `opening in minutes ${opens.join('-')}${resolves ? `, resolved in ${resolves.join('-')}` : ''}`;
  return `${rule} ${code}, ${whom}, ${times}:`.replace(/:$/, '');
}

function isWithin(value: number, [from, to]: readonly [number, number]): boolean {
  return value >= from && value <= to;
}
