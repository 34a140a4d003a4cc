import { parseInstant } from '#shared/domain/instant.ts';
import { DAY_MS, formatMinute, HOUR_MS, MINUTE_MS, startOf } from '#shared/domain/time.ts';

/** What is looked at: the page's address says all of it, so that a view can be sent to somebody. */
export interface View {
  /** An episode's page, or null for the overview. */
  readonly episode: string | null;
  /** So far back from now; null where `fixed` says from when to when. */
  readonly last: Span | null;
  readonly fixed: { readonly fromMs: number; readonly toMs: number } | null;
  readonly vasid: string | null;
  readonly carrier: string | null;
  readonly family: string | null;
  readonly code: string | null;
  /** By what the heat map and the table beside it are told apart. */
  readonly by: 'carrier' | 'vasid';
}

/** Lengths that are offered; the first suits most questions. */
export const SPANS = { '1h': HOUR_MS, '3h': 3 * HOUR_MS, '6h': 6 * HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS } as const;
export type Span = keyof typeof SPANS;
export const SPAN_NAMES: readonly Span[] = ['1h', '3h', '6h', '24h', '7d'];

const DEFAULT_SPAN: Span = '3h';
const EPISODE_PATH = /^\/episodes\/([A-Za-z0-9-]{1,64})$/;
/** The filters by their name in an address, which is that of the API but for `service`. */
const FILTERS = { service: 'vasid', carrier: 'carrier', family: 'family', code: 'code' } as const;
const VALUE = /^[A-Za-z0-9._: -]{1,64}$/;

/** Reads an address; what cannot be used is left out, so that any address shows something. */
export function viewOf(path: string, search: string): View {
  const parameters = new URLSearchParams(search);
  const filter = (name: string) => {
    const value = parameters.get(name);
    return value !== null && VALUE.test(value) ? value : null;
  };
  const fixed = fixedRange(parameters);
  return {
    episode: EPISODE_PATH.exec(path)?.[1] ?? null,
    last: fixed ? null : spanOf(parameters.get('last')),
    fixed,
    vasid: filter('service'),
    carrier: filter('carrier'),
    family: filter('family'),
    code: filter('code'),
    by: parameters.get('by') === 'service' ? 'vasid' : 'carrier',
  };
}

/** The address of a view, short: what is as usual is not said. */
export function addressOf(view: View): string {
  const parameters = new URLSearchParams();
  if (view.fixed) {
    parameters.set('from', formatMinute(view.fixed.fromMs));
    parameters.set('to', formatMinute(view.fixed.toMs));
  } else if (view.last !== DEFAULT_SPAN && view.last !== null) parameters.set('last', view.last);
  for (const [name, field] of Object.entries(FILTERS)) {
    const value = view[field];
    if (value !== null) parameters.set(name, value);
  }
  if (view.by === 'vasid') parameters.set('by', 'service');
  const path = view.episode === null ? '/' : `/episodes/${view.episode}`;
  const search = parameters.toString().replaceAll('%3A', ':'); // a colon needs no escape after the question mark
  return search === '' ? path : `${path}?${search}`;
}

/** The range of a view, whole minutes up to the one that is filling. */
export function rangeOf({ last, fixed }: View, nowMs: number): { fromMs: number; toMs: number } {
  if (fixed) return fixed;
  const toMs = startOf('minute', nowMs - 1) + MINUTE_MS;
  return { fromMs: toMs - SPANS[last ?? DEFAULT_SPAN], toMs };
}

function spanOf(text: string | null): Span {
  return SPAN_NAMES.find((name) => name === text) ?? DEFAULT_SPAN;
}

function fixedRange(parameters: URLSearchParams): View['fixed'] {
  const fromMs = parseInstant(parameters.get('from') ?? '');
  const toMs = parseInstant(parameters.get('to') ?? '');
  return fromMs !== null && toMs !== null && fromMs < toMs ? { fromMs, toMs } : null;
}
