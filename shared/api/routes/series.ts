import * as z from 'zod/mini';
import { formatMinute, STEP_MS } from '../../domain/time.ts';
import type { QueryPorts } from '../../pipeline/query.ts';
import { querySeries } from '../../pipeline/query-series.ts';
import { SeriesAnswer } from '../answers.ts';
import { completenessOf } from '../completeness.ts';
import {
  CODES,
  filterOf,
  KIND,
  limitOf,
  RANGE,
  rangeOf,
  SCOPE,
  STEP,
  scopeOf,
  steppedRange,
  wordOf,
} from '../parameters.ts';
import { readRoute } from '../route.ts';

const LIMIT = 20;
const SUBMITS: ReadonlySet<string> = new Set(['submit']);

/** Counts step by step, with the band that detection expects. */
export const series = readRoute({
  path: '/v1/series',
  summary: 'Counts step by step, in lines by code, family, kind, service or carrier, with what detection expects',
  parameters: z.strictObject({
    ...RANGE,
    ...STEP,
    by: z
      .optional(wordOf(['code', 'family', 'kind', 'vasid', 'carrier']))
      .check(z.describe('a line for each; default: one line of everything')),
    ...SCOPE,
    ...CODES,
    kind: KIND.kind.check(z.describe('only these kinds, with commas; default: submit')),
    limit: limitOf(100, LIMIT),
  }),
  answer: { name: 'Series', shape: SeriesAnswer },
  async respond({ parameters, nowMs }, ports: QueryPorts) {
    const { by = null, limit = LIMIT, kind = SUBMITS } = parameters;
    const scope = scopeOf(parameters);
    const { step, range } = steppedRange(parameters.step, rangeOf(parameters, nowMs));
    const filter = filterOf({ ...parameters, kind });
    const { startsMs, messages, lines } = await querySeries({ scope, range, step, by, filter, limit }, ports);
    return {
      ...{ ...completenessOf(range, nowMs), scope, step, by, startsMs: [...startsMs], messages: [...messages] },
      lines: lines.map(({ group, total, counts, band }) => ({
        group,
        total,
        counts: [...counts],
        expected: band?.expected.map(rounded) ?? null,
        plausible: band?.plausible.map(rounded) ?? null,
      })),
    };
  },
  csv: ({ startsMs, step, completeUntilMs, messages, lines }) => ({
    head: ['start', 'group', 'count', 'messages', 'expected', 'plausible', 'complete'],
    rows: lines.flatMap(({ group, counts, expected, plausible }) =>
      startsMs.map((startMs, at) => [
        formatMinute(startMs),
        group,
        ...[counts[at] ?? 0, messages[at] ?? 0, expected?.[at] ?? null, plausible?.[at] ?? null],
        startMs + STEP_MS[step] <= completeUntilMs,
      ]),
    ),
  }),
});

const DIGITS = 4;

/** What is drawn needs no more digits, and a day of minutes with all of them is twice as long. */
function rounded(errors: number): number {
  if (errors === 0) return 0;
  const scale = 10 ** Math.max(0, DIGITS - 1 - Math.floor(Math.log10(errors)));
  return Math.round(errors * scale) / scale;
}
