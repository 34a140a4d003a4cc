import type { Contribution } from '../attribute.ts';
import type { Episode } from '../episode.ts';
import { type Few, fewOf } from '../few.ts';
import { failingOf, percent } from '../insight/numbers.ts';
import type { Reach } from '../insight/reach.ts';
import type { Scope } from '../scope.ts';
import type { Fact } from './fact.ts';

const MOST_CONTRIBUTIONS = 3;
/** Less would be told as 0 %. */
const LEAST_SHARE = 0.005;

/** Whose it is by the counts: the service's, the carrier's, or the provider's or your own; and who brought the increase. */
export function whereFacts(episode: Episode): Fact[] {
  const { scope, insight, byVasid, byCarrier, codes } = episode;
  const few = fewOf(episode);
  const increase = [
    ...(scope.vasid === null ? partsOf('service', byVasid) : []),
    ...(scope.carrier === null ? partsOf('carrier', byCarrier) : []),
    ...(codes.length > 1 ? partsOf('code', insight?.byCode ?? []) : []),
  ];
  const sentences = [
    ...(insight ? [few ? verdictOnFew(few, insight.reach) : verdictOf(scope, insight.reach)] : []),
    ...(increase.length === 0 ? [] : [`Of the increase, ${increase.join('; ')}`]),
  ];
  return sentences.length === 0 ? [] : [{ label: 'Where', text: sentences.join('. ') }];
}

/** Says on whose side it is, as far as the counts tell. */
function verdictOf({ vasid, carrier }: Scope, { services, carriers, failedShareElsewhere }: Reach): string {
  const others = failedShareElsewhere === null ? '' : `; elsewhere ${percent(failedShareElsewhere)} fail`;
  if (failedShareElsewhere === null && services.sending <= 1 && carriers.sending <= 1)
    return 'nobody else sends, so the counts do not say whose it is';
  if (vasid !== null && carrier !== null) return `it is this service at this carrier${others}`;
  if (vasid !== null) return `it is the service: it fails at ${failingOf(carriers, 'carrier')}${others}`;
  if (carrier !== null)
    return `it is the carrier: ${failingOf(services, 'service')} ${services.sending <= 1 ? 'fails' : 'fail'} there${others}`;
  return `it is the provider or you: ${failingOf(services, 'service')} fail, at ${failingOf(carriers, 'carrier')}`;
}

function verdictOnFew({ noun }: Few, { services, carriers }: Reach): string {
  return noun === 'services'
    ? `it is these services: ${failingOf(services, 'service')} fail, at ${failingOf(carriers, 'carrier')}`
    : `it is these carriers: ${failingOf(carriers, 'carrier')} fail, for ${failingOf(services, 'service')}`;
}

/** `service svc-7 = 96 %, svc-2 = 3 %`; nothing where nothing brought any. */
function partsOf(noun: string, contributions: readonly Contribution[]): string[] {
  const told = contributions
    .filter(({ share }) => share >= LEAST_SHARE)
    .slice(0, MOST_CONTRIBUTIONS)
    .map(({ value, share }) => `${value} = ${Math.round(share * 100)} %`);
  return told.length === 0 ? [] : [`${noun} ${told.join(', ')}`];
}
