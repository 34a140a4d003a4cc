import * as z from 'zod/mini';
import { describeCode, describeFamily, reportStatuses } from '../../domain/catalogue.ts';
import { passes } from '../../domain/outcome.ts';
import type { QueryPorts } from '../../pipeline/query.ts';
import { CatalogAnswer } from '../answers.ts';
import { CODES, filterOf } from '../parameters.ts';
import { readRoute } from '../route.ts';

const FOUR_DIGITS = /^[1-9][0-9]{3}$/;

/** What codes mean. */
export const catalog = readRoute({
  path: '/v1/catalog',
  summary: 'What codes, their families and the statuses of delivery reports mean, and who must act',
  parameters: z.strictObject(CODES),
  answer: { name: 'Catalog', shape: CatalogAnswer },
  async respond({ parameters }, { catalogue }: Pick<QueryPorts, 'catalogue'>) {
    const filter = filterOf(parameters);
    // A code that is asked for by name is told of although the catalogue does not hold it: its class says something.
    const named = [...(parameters.code ?? [])].filter((code) => FOUR_DIGITS.test(code)).map(Number);
    const known = [...new Set([...catalogue.keys(), ...named])].sort((a, b) => a - b);
    const rows = known
      .filter((code) => passes(filter, { kind: 'submit', outcome: String(code) }, catalogue))
      .map((code) => describeCode(code, catalogue));
    const families = [...new Set(rows.map(({ family }) => family))];
    return {
      rows,
      families: families.map((family) => ({ family, text: describeFamily(family) })),
      reportStatuses: reportStatuses().filter(({ name }) =>
        passes(filter, { kind: 'delivery-report', outcome: name }, catalogue),
      ),
    };
  },
  csv: ({ rows }) => ({
    head: ['code', 'text', 'details', 'family', 'layer', 'actor', 'retry', 'basis'],
    rows: rows.map(({ code, text, details, family, layer, actor, retry, basis }) => [
      ...[code, text, details, family],
      ...[layer, actor, retry, basis],
    ]),
  }),
});
