import { outcomeKey } from '../counter-key.ts';
import { MINUTE_MS, STEP_MS, type Step } from '../time.ts';
import { STEADY } from './dispersion.ts';
import { doubtOf } from './doubt.ts';
import { plausibleErrors } from './evidence.ts';
import { expectedShare, priorOf } from './expectation.ts';
import type { ScopeState } from './scope-state.ts';
import type { WatchedCode } from './step-scope.ts';

/** What detection expects in each of some steps, and up to what it would still be usual. */
export interface Band {
  readonly expected: readonly number[];
  readonly plausible: readonly number[];
}

/** Steps that are drawn, and the messages of each. */
export interface DrawnSteps {
  readonly step: Step;
  readonly steps: readonly { readonly startMs: number; readonly messages: number }[];
}

const HOUR_MINUTES = 60;

/** A watched code and its place among them. */
export interface WatchedPlace extends WatchedCode {
  readonly at: number;
}

/** The watched codes of outcomes as `submit|2568`; none where anything else is among them, since nothing is expected of it. */
export function placesOf(outcomes: Iterable<string>, watched: readonly WatchedCode[]): WatchedPlace[] {
  const places: WatchedPlace[] = [];
  for (const key of outcomes) {
    const at = watched.findIndex(({ code }) => key === outcomeKey('submit', String(code)));
    const found = watched[at];
    if (!found) return [];
    places.push({ ...found, at });
  }
  return places;
}

/**
 * The band of codes on a scope, by what the scope has taught until now; past steps are drawn by it as well. For a roll-up it is
 * what the roll-up taught itself, where a judgement adds up the expectations of its leaves. Bands of several codes are added.
 */
export function bandOf(state: ScopeState, places: readonly WatchedPlace[], drawn: DrawnSteps): Band {
  const bands = places.map((place) => bandOfCode(state, place, drawn));
  const sum = (side: keyof Band) =>
    drawn.steps.map((_, at) => bands.reduce((total, band) => total + (band[side][at] ?? 0), 0));
  return { expected: sum('expected'), plausible: sum('plausible') };
}

function bandOfCode(state: ScopeState, { at, family }: WatchedPlace, { step, steps }: DrawnSteps): Band {
  const knowledge = state.keys[at]?.knowledge;
  const learned = knowledge?.learned ?? { errors: 0, messages: state.messages, byHour: null };
  const prior = priorOf(family, null);
  const doubt = doubtOf({ learned, wobble: knowledge?.wobble ?? STEADY }, prior, family);
  const expected = steps.map(({ startMs, messages }) => {
    const shares = middlesOf(step, startMs).map((minute) => expectedShare(learned, family, prior, minute));
    return (messages * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
  });
  return { expected, plausible: expected.map((errors) => plausibleErrors(errors, doubt, family)) };
}

/** Minutes by which a step is judged: itself, or the middle of each of its hours. */
function middlesOf(step: Step, startMs: number): number[] {
  const startMinute = startMs / MINUTE_MS;
  if (step === 'minute') return [startMinute];
  const hours = STEP_MS[step] / MINUTE_MS / HOUR_MINUTES;
  return Array.from({ length: hours }, (_, at) => startMinute + (at + 0.5) * HOUR_MINUTES);
}
