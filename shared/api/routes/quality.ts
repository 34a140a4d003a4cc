import * as z from 'zod/mini';
import { type QueryPorts, queryQuality } from '../../pipeline/query.ts';
import { QualityAnswer } from '../answers.ts';
import { completenessOf } from '../completeness.ts';
import { RANGE, rangeOf } from '../parameters.ts';
import { readRoute } from '../route.ts';

/** What could be read of each log group. */
export const quality = readRoute({
  path: '/v1/quality',
  summary: 'What became of the events of each log group: read, passed over, unreadable',
  parameters: z.strictObject(RANGE),
  answer: { name: 'Quality', shape: QualityAnswer },
  async respond({ parameters, nowMs }, ports: QueryPorts) {
    const range = rangeOf(parameters, nowMs);
    return { ...completenessOf(range, nowMs), rows: await queryQuality(range, ports) };
  },
  csv: ({ rows }) => ({
    head: ['logGroup', 'seen', 'matched', 'ignored', 'invalid', 'truncated', 'unattributed', 'unknownCode'],
    rows: rows.map((row) => [
      ...[row.logGroup, row.seen, row.matched, row.ignored],
      ...[row.invalid, row.truncated, row.unattributed, row.unknownCode],
    ]),
  }),
});
