import * as z from 'zod/mini';
import { codeName, signalOf } from '../../domain/detect/signal.ts';
import { type Episode, isOngoing } from '../../domain/episode.ts';
import { passes } from '../../domain/outcome.ts';
import type { Scope } from '../../domain/scope.ts';
import { formatMinute } from '../../domain/time.ts';
import type { QueryPorts } from '../../pipeline/query.ts';
import { CURSOR, pageOf } from '../cursor.ts';
import { EpisodesAnswer } from '../episode-answers.ts';
import { BROKEN, filterOf, limitOf, RANGE, rangeOf, SCOPE, scopeOf, wordOf } from '../parameters.ts';
import { readRoute } from '../route.ts';
import { toldEpisode } from '../told-episode.ts';

const LIMIT = 50;

/** Episodes that were open at any time in a range. */
export const episodes = readRoute({
  path: '/v1/episodes',
  summary: 'Episodes that were open at any time in a range, the oldest first',
  parameters: z.strictObject({
    ...RANGE,
    state: z
      .optional(wordOf(['open', 'resolved']))
      .check(z.describe('only those that go on, taken on or not, or those that are over')),
    rule: z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, 'must be the name of a rule'))),
    ...SCOPE,
    ...BROKEN,
    limit: limitOf(200, LIMIT),
    ...CURSOR,
  }),
  answer: { name: 'Episodes', shape: EpisodesAnswer },
  async respond({ parameters, nowMs }, { episodes, catalogue }: QueryPorts) {
    const { state, rule, cursor, limit = LIMIT } = parameters;
    const range = rangeOf(parameters, nowMs);
    const filter = filterOf(parameters);
    const asked = scopeOf(parameters);
    const asksForAll = filter.codes === null && filter.families === null;
    const isAsked = ({ codes }: Episode) =>
      asksForAll ||
      codes.some(
        (code) =>
          signalOf(code) === null
            ? passes(filter, { kind: 'submit', outcome: String(code) }, catalogue)
            : filter.families === null && filter.codes?.has(codeName(code)), // a signal is of no family
      );
    const found = (await episodes.listBetween(range.fromMs, range.toMs)).filter(
      (episode) =>
        (state === undefined || isOngoing(episode) === (state === 'open')) &&
        (rule === undefined || episode.rule === rule) &&
        touches(episode.scope, asked) &&
        isAsked(episode),
    );
    return { range, ...pageOf(found.map(toldEpisode), { range, cursor, limit }) };
  },
  csv: ({ rows }) => ({
    head: ['id', 'title', 'rule', 'severity', 'state', 'since', 'resolved', 'vasid', 'carrier', 'errors', 'messages'],
    rows: rows.map((row) => [
      ...[row.id, row.title, row.rule, row.severity, row.state, formatMinute(row.sinceMs)],
      ...[row.resolvedMs === null ? null : formatMinute(row.resolvedMs), row.scope.vasid, row.scope.carrier],
      ...[row.errors, row.messages],
    ]),
  }),
});

/** Whether an episode can be about anything in the scope asked for. */
function touches(scope: Scope, asked: Scope): boolean {
  const shares = (one: string | null, other: string | null) => one === null || other === null || one === other;
  return shares(scope.vasid, asked.vasid) && shares(scope.carrier, asked.carrier);
}
