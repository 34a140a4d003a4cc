import { formatMinute } from '#shared/domain/time.ts';
import { rangeOf, type View } from './address.ts';

/** The questions of a view, as paths of the API. */
export interface Questions {
  readonly series: string;
  readonly trends: string;
  readonly codes: string;
  readonly breakdown: string;
  readonly funnel: string;
  readonly episodes: string;
  readonly quality: string;
  readonly markers: string;
}

const MOST_LINES = 6;
const MOST_TRENDS = 60;
/** On a page, of which there may be several. */
const MOST_EPISODES = 200;

export const CATALOGUE_PATH = '/v1/catalog';

/** What a view asks the API, up to now. */
export function questionsOf(view: View, nowMs: number): Questions {
  const { fromMs, toMs } = rangeOf(view, nowMs);
  const range = { from: formatMinute(fromMs), to: formatMinute(toMs) };
  const scope = { ...range, vasid: view.vasid, carrier: view.carrier };
  const errors = { ...scope, family: view.family, code: view.code };
  const narrowed = view.family !== null || view.code !== null;
  return {
    series: path('/v1/series', { ...errors, by: narrowed ? 'code' : 'family', limit: MOST_LINES }),
    trends: path('/v1/series', { ...errors, by: 'code', limit: MOST_TRENDS }),
    codes: path('/v1/codes', { ...errors, kind: 'submit,transport' }),
    breakdown: path('/v1/breakdown', { ...errors, by: view.by }),
    funnel: path('/v1/funnel', { ...scope, by: view.by }),
    episodes: path('/v1/episodes', { ...scope, limit: MOST_EPISODES }),
    quality: path('/v1/quality', range),
    markers: path('/v1/markers', range),
  };
}

/** A path with those parameters that have a value. */
export function path(name: string, parameters: Readonly<Record<string, string | number | null>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== null) search.set(key, String(value));
  return `${name}?${search}`;
}
