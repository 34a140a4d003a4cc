import { MOST_NAME_CHARACTERS, MOST_WORDS_CHARACTERS, saidBy } from './said.ts';
import type { Scope } from './scope.ts';
import { HOUR_MS, MINUTE_MS } from './time.ts';

/** Something that people did at an instant and that may explain what happens after it, as `credentials rotated`. */
export interface Marker {
  readonly atMs: number;
  readonly text: string;
  /** The service that it is about; null for none in particular. */
  readonly vasid: string | null;
  /** Who noted it. */
  readonly author: string;
}

/** An episode tells of markers that stand so shortly before it. */
const EXPLAINS_MS = HOUR_MS;
const MOST_TOLD = 3;
const VASID = /^[A-Za-z0-9._:-]{1,64}$/;

/** The marker that somebody asks for, or what is wrong with it, in words for whoever asked. */
export function markerOf(request: Marker): Marker | { readonly refused: string } {
  const text = saidBy(request.text, MOST_WORDS_CHARACTERS);
  const author = saidBy(request.author, MOST_NAME_CHARACTERS);
  if (text === '') return { refused: 'a marker must say what was done, as in "credentials rotated"' };
  if (author === '') return { refused: 'a marker must say who noted it' };
  if (request.vasid !== null && !VASID.test(request.vasid))
    return {
      refused: `a service is named by 1-64 letters, digits or . _ : -, got ${JSON.stringify(request.vasid.slice(0, 64))}`,
    };
  return { ...request, text, author };
}

/** Markers that may explain what began in a minute in a scope, the latest first, three at most. */
export function markersBefore(markers: readonly Marker[], sinceMs: number, scope: Scope): Marker[] {
  return markers
    .filter(({ atMs, vasid }) => atMs > sinceMs - EXPLAINS_MS && atMs < sinceMs + MINUTE_MS && concerns(vasid, scope))
    .sort((one, other) => other.atMs - one.atMs)
    .slice(0, MOST_TOLD);
}

/** From which instant on markers may explain what began at another. */
export function earliestMarkerMs(sinceMs: number): number {
  return sinceMs - EXPLAINS_MS;
}

function concerns(vasid: string | null, scope: Scope): boolean {
  return vasid === null || scope.vasid === null || vasid === scope.vasid;
}
