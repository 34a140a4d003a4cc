import { type Catalogue, DEFAULT_CATALOGUE, describeCode } from '../catalogue.ts';
import { signalOf } from '../detect/signal.ts';
import type { Episode, Reason } from '../episode.ts';
import { fewOf } from '../few.ts';
import { signalTitle } from './signal-text.ts';
import { describeWhom } from './whom.ts';

/** So many codes are named; of more it is said how many there are. */
const MOST_CODES = 3;

/** What a notification begins with, by what happened. */
export const OPENING_WORDS: Readonly<Record<Reason, string>> = {
  opened: 'ALERT',
  announced: 'ALERT',
  widened: 'WIDER',
  narrowed: 'NARROWER',
  escalated: 'WORSE',
  reminder: 'STILL',
  acknowledged: 'TAKEN ON',
  silenced: 'SILENCED',
  unsilenced: 'TOLD AGAIN',
  'silence-ending': 'SILENCE ENDS SOON',
  'silence-expired': 'SILENCE IS OVER',
  hushed: 'QUIET',
  absorbed: 'PART OF ANOTHER',
  resolved: 'RESOLVED',
  accepted: 'ENDED',
  stale: 'ENDED',
  withdrawn: 'ENDED',
};

/** `3520 Provisioning issue: carrier 31003, 3 of 3 services`. */
export function titleOf(
  episode: Pick<Episode, 'codes' | 'scope' | 'lostLogs' | 'logGroups' | 'insight' | 'byVasid' | 'byCarrier'>,
  catalogue: Catalogue = DEFAULT_CATALOGUE,
): string {
  if (episode.lostLogs) return `Log events not counted: ${episode.lostLogs.logGroup}`;
  const signal = signalOf(episode.codes[0]);
  if (signal) return signalTitle(signal, episode);
  const named = episode.codes.slice(0, MOST_CODES).map((code) => nameOfCode(code, catalogue));
  const more = episode.codes.length > MOST_CODES ? [`${episode.codes.length - MOST_CODES} more`] : [];
  return `${[...named, ...more].join(', ')}: ${describeWhom(episode)}${reachOf(episode)}`;
}

/** How many of those who send in the scope are hit; of one, the scope says it. */
function reachOf(episode: Pick<Episode, 'scope' | 'insight' | 'byVasid' | 'byCarrier'>): string {
  const { scope, insight } = episode;
  if (!insight || (scope.vasid !== null && scope.carrier !== null)) return '';
  const namesServices = scope.vasid !== null || fewOf(episode)?.noun === 'services';
  const [part, noun] = !namesServices ? [insight.reach.services, 'services'] : [insight.reach.carriers, 'carriers'];
  return part.sending > 1 ? `, ${part.failing} of ${part.sending} ${noun}` : '';
}

function nameOfCode(code: number, catalogue: Catalogue): string {
  const { text } = describeCode(code, catalogue);
  return text === null ? String(code) : `${code} ${text}`;
}
