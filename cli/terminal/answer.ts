import { describeScope, EVERYTHING } from '#shared/domain/scope.ts';
import {
  type QueryPorts,
  queryBreakdown,
  queryOutcomes,
  queryOverview,
  queryQuality,
  type TimeRange,
} from '#shared/pipeline/query.ts';
import { overviewText } from './overview.ts';
import { breakdownTable, episodeTable, outcomeTable, qualityTable } from './tables.ts';

/** A question of the command line. */
export interface Question {
  readonly by: 'all' | 'code' | 'carrier' | 'service' | 'episode' | 'group';
  readonly range: TimeRange;
  readonly carrier?: string;
  readonly service?: string;
  readonly json?: true;
}

/** The answer as text for people or as one JSON object. */
export async function answer(question: Question, ports: QueryPorts): Promise<string> {
  const { json, table } = await ask(question, ports);
  return question.json ? JSON.stringify({ range: question.range, ...json }) : table;
}

async function ask(
  { by, range, carrier, service }: Question,
  ports: QueryPorts,
): Promise<{ json: object; table: string }> {
  switch (by) {
    case 'all': {
      const overview = await queryOverview(range, ports);
      return { json: overview, table: overviewText(overview) };
    }
    case 'code': {
      const scope = { vasid: service ?? null, carrier: carrier ?? null };
      const outcomes = await queryOutcomes({ scope, range }, ports);
      const empty = `No status was counted for ${describeScope(scope)} in this range.`;
      return { json: { scope, outcomes }, table: outcomes.length === 0 ? empty : outcomeTable(outcomes) };
    }
    case 'carrier': {
      const byCarrier = await queryBreakdown('carrier', { scope: EVERYTHING, range }, ports);
      return { json: { byCarrier }, table: breakdownTable('carrier', byCarrier) };
    }
    case 'service': {
      const byVasid = await queryBreakdown('vasid', { scope: EVERYTHING, range }, ports);
      return { json: { byVasid }, table: breakdownTable('service', byVasid) };
    }
    case 'episode': {
      const episodes = await ports.episodes.listBetween(range.fromMs, range.toMs);
      return { json: { episodes }, table: episodes.length === 0 ? 'No episodes.' : episodeTable(episodes) };
    }
    case 'group': {
      const quality = await queryQuality(range, ports);
      return { json: { quality }, table: qualityTable(quality) };
    }
  }
}
