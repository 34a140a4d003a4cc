import * as z from 'zod/mini';
import { type QueryPorts, queryOutcomes } from '../../pipeline/query.ts';
import { CodesAnswer } from '../answers.ts';
import { completenessOf } from '../completeness.ts';
import { CURSOR, pageOf } from '../cursor.ts';
import { CODES, filterOf, KIND, limitOf, RANGE, rangeOf, SCOPE, scopeOf } from '../parameters.ts';
import { readRoute } from '../route.ts';

const LIMIT = 200;

/** How often each outcome stood in the logs. */
export const codes = readRoute({
  path: '/v1/codes',
  summary: 'How often each code stood in the logs, what it means and who must act',
  parameters: z.strictObject({ ...RANGE, ...SCOPE, ...CODES, ...KIND, limit: limitOf(1_000, LIMIT), ...CURSOR }),
  answer: { name: 'Codes', shape: CodesAnswer },
  async respond({ parameters, nowMs }, ports: QueryPorts) {
    const { cursor, limit = LIMIT } = parameters;
    const range = rangeOf(parameters, nowMs);
    const scope = scopeOf(parameters);
    const rows = await queryOutcomes({ scope, range, filter: filterOf(parameters) }, ports);
    return { ...completenessOf(range, nowMs), scope, ...pageOf(rows, { range, cursor, limit }) };
  },
  csv: ({ rows }) => ({
    head: ['kind', 'outcome', 'count', 'share', 'text', 'family', 'actor', 'retry'],
    rows: rows.map((row) => [row.kind, row.outcome, row.count, row.share, row.text, row.family, row.actor, row.retry]),
  }),
});
