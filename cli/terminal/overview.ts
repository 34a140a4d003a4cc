import { formatMinute } from '#shared/domain/time.ts';
import type { Overview } from '#shared/pipeline/query.ts';
import { pc } from './colours.ts';
import { breakdownTable, episodeTable, outcomeTable, qualityTable, titled } from './tables.ts';

/** The closing tables of a run: by code, by carrier and service where known, the episodes, what could not be read. */
export function overviewText(overview: Overview): string {
  const { range, outcomes, byCarrier, byVasid, episodes, quality } = overview;
  if (outcomes.length === 0) return `No MM7 status was found.\n\n${section('What was read', qualityTable(quality))}`;
  return [
    `${formatMinute(range.fromMs)} to ${formatMinute(range.toMs)}`,
    section('By code', outcomeTable(outcomes)),
    byCarrier.some((row) => row.value !== null) ? section('By carrier', breakdownTable('carrier', byCarrier)) : '',
    byVasid.some((row) => row.value !== null) ? section('By service', breakdownTable('service', byVasid)) : '',
    section('Episodes', episodes.length === 0 ? 'none' : episodeTable(episodes.map(titled))),
    section('What was read', qualityTable(quality)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function section(title: string, body: string): string {
  return `${pc.bold(pc.cyan(title))}\n${body}`;
}
