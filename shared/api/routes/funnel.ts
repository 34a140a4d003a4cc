import * as z from 'zod/mini';
import { type QueryPorts, queryFunnel } from '../../pipeline/query.ts';
import { FunnelAnswer } from '../answers.ts';
import { completenessOf } from '../completeness.ts';
import { RANGE, rangeOf, SCOPE, scopeOf, wordOf } from '../parameters.ts';
import { readRoute } from '../route.ts';

/** What became of messages, from submit to the handset. */
export const funnel = readRoute({
  path: '/v1/funnel',
  summary: 'Submitted, accepted, then delivered, failed or pending, by carrier or by service',
  parameters: z.strictObject({
    by: z.optional(wordOf(['vasid', 'carrier'])).check(z.describe('a row for each; default: carrier')),
    ...{ ...RANGE, ...SCOPE },
  }),
  answer: { name: 'Funnel', shape: FunnelAnswer },
  async respond({ parameters, nowMs }, ports: QueryPorts) {
    const { by = 'carrier' } = parameters;
    const range = rangeOf(parameters, nowMs);
    const scope = scopeOf(parameters);
    return { ...completenessOf(range, nowMs), scope, by, ...(await queryFunnel(by, { scope, range }, ports)) };
  },
  csv: ({ by, rows }) => ({
    head: [by, 'submitted', 'accepted', 'refused', 'delivered', 'failed', 'unknown', 'pending'],
    rows: rows.map((row) => [
      ...[row.value, row.submitted, row.accepted, row.refused],
      ...[row.delivered, row.failed, row.unknown, row.pending],
    ]),
  }),
});
