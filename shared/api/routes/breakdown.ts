import * as z from 'zod/mini';
import { type QueryPorts, queryBreakdown } from '../../pipeline/query.ts';
import { BreakdownAnswer } from '../answers.ts';
import { completenessOf } from '../completeness.ts';
import { CURSOR, pageOf } from '../cursor.ts';
import { CODES, filterOf, limitOf, RANGE, rangeOf, SCOPE, scopeOf, wordOf } from '../parameters.ts';
import { readRoute } from '../route.ts';

const LIMIT = 100;

/** Submits and errors by service or by carrier. */
export const breakdown = readRoute({
  path: '/v1/breakdown',
  summary: 'Submits and errors by service or by carrier, with all of their error codes: a heat map',
  parameters: z.strictObject({
    by: wordOf(['vasid', 'carrier']).check(z.describe('a row for each service or for each carrier')),
    ...{ ...RANGE, ...SCOPE, ...CODES, limit: limitOf(500, LIMIT), ...CURSOR },
  }),
  answer: { name: 'Breakdown', shape: BreakdownAnswer },
  async respond({ parameters, nowMs }, ports: QueryPorts) {
    const { by, cursor, limit = LIMIT } = parameters;
    const range = rangeOf(parameters, nowMs);
    const scope = scopeOf(parameters);
    const rows = await queryBreakdown(by, { scope, range, filter: filterOf(parameters) }, ports);
    const page = pageOf(
      rows.map((row) => ({ ...row, codes: [...row.codes] })),
      { range, cursor, limit },
    );
    return { ...completenessOf(range, nowMs), scope, by, ...page };
  },
  csv: ({ by, rows }) => ({
    head: [by, 'submits', 'errors', 'errorShare', 'codes'],
    rows: rows.map(({ value, submits, errors, errorShare, codes }) => [
      ...[value, submits, errors, errorShare],
      codes.map(({ code, count }) => `${code || 'unreadable'}=${count}`).join(' '),
    ]),
  }),
});
