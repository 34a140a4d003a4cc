import { parseInstant } from '../../domain/instant.ts';
import { stepFor } from '../../domain/report.ts';
import type { Scope } from '../../domain/scope.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, STEPS, type Step, startOf } from '../../domain/time.ts';
import type { TimeRange } from '../query.ts';

/** Parameters of a request by name, as they stand after the question mark. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A parameter that cannot be used; the message is shown to whoever asked. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

const DEFAULT_RANGE_MS = HOUR_MS;
const LONGEST_RANGE_DAYS = 400;
const VALUE = /^[A-Za-z0-9._:-]{1,64}$/;

/** `from` and `to` of a request: the last hour where neither stands, up to now where `to` is missing. */
export function rangeOf({ from, to }: Parameters, nowMs: number): TimeRange {
  const toMs = to === undefined ? startOf('minute', nowMs) + MINUTE_MS : instantOf('to', to);
  const fromMs = from === undefined ? toMs - DEFAULT_RANGE_MS : instantOf('from', from);
  if (fromMs >= toMs) throw new ParameterError(`from must be before to, got ${from ?? ''} and ${to ?? 'now'}`);
  if (toMs - fromMs > LONGEST_RANGE_DAYS * DAY_MS) {
    throw new ParameterError(`from and to must be at most ${LONGEST_RANGE_DAYS} days apart; counts are kept no longer`);
  }
  return { fromMs, toMs };
}

/** `service` and `carrier` of a request; what is missing stands for all. */
export function scopeOf({ service, carrier }: Parameters): Scope {
  return { vasid: dimensionValue('service', service), carrier: dimensionValue('carrier', carrier) };
}

/** `step` of a request, or the one that suits the range. */
export function stepOf({ step }: Parameters, { fromMs, toMs }: TimeRange): Step {
  if (step === undefined) return stepFor(fromMs, toMs);
  return oneOf('step', step, STEPS);
}

/** A parameter that must be one of some words. */
export function oneOf<Word extends string>(name: string, got: string | undefined, words: readonly Word[]): Word {
  const word = words.find((each) => each === got);
  if (word === undefined) throw new ParameterError(`${name} must be ${words.join(' or ')}, got ${got ?? 'nothing'}`);
  return word;
}

function instantOf(name: string, text: string): number {
  const instantMs = parseInstant(text);
  if (instantMs !== null) return instantMs;
  throw new ParameterError(`${name} must be an instant, got ${text.slice(0, 40)}; use 2026-11-23T10:42Z`);
}

function dimensionValue(name: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (VALUE.test(text)) return text;
  throw new ParameterError(`${name} must be 1-64 letters, digits or . _ : -, got ${text.slice(0, 64)}`);
}
