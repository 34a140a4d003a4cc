import type { TakenMinute } from './arrivals.ts';
import type { KeyState } from './key.ts';
import { packNumbers, unpackNumbers } from './numbers.ts';
import { keyOf, numbersOf } from './pack.ts';
import type { ScopeCount, ScopeState } from './scope-state.ts';

/** What is kept of a scope between steps. */
export interface ScopeMemory {
  readonly state: ScopeState;
  /** What a leaf has taken of the last half hour; empty for a roll-up. */
  readonly taken: readonly TakenMinute[];
}

/** The same as it is stored: numbers packed, keys by their code. */
export interface ScopeRecord {
  readonly lastMinute: number;
  readonly scope: Uint8Array;
  /** What the last step was made of: messages, then code, errors, expected of each code. */
  readonly last: Uint8Array;
  readonly taken: Uint8Array;
  readonly keys: Readonly<Record<string, Uint8Array>>;
  /** Errors and messages by hour of the day, of keys for which the hour makes a difference. */
  readonly hours: Readonly<Record<string, Uint8Array>>;
}

/** Packs what is remembered of a scope. */
export function recordOf({ state, taken }: ScopeMemory, codes: readonly { readonly code: number }[]): ScopeRecord {
  const keys: Record<string, Uint8Array> = {};
  const hours: Record<string, Uint8Array> = {};
  for (const [at, { code }] of codes.entries()) {
    const key = state.keys[at];
    if (!key) continue;
    keys[code] = packNumbers(numbersOf(key));
    if (key.knowledge.learned.byHour) hours[code] = packNumbers(key.knowledge.learned.byHour);
  }
  const { messages, errors, expected } = state.last;
  const last = codes.flatMap(({ code }, at) => [code, errors[at] ?? 0, expected[at] ?? 0]);
  return {
    lastMinute: state.lastMinute,
    scope: packNumbers([state.bornMinute, state.messages, state.breadth]),
    last: packNumbers([messages, ...last]),
    taken: packNumbers(taken.flatMap(ofTaken)),
    keys,
    hours,
  };
}

/** Unpacks it; codes that are not watched any more are forgotten. */
export function memoryOf(record: ScopeRecord, codes: readonly { readonly code: number }[]): ScopeMemory {
  const [bornMinute = 0, messages = 0, breadth = 1] = unpackNumbers(record.scope);
  const keys = codes.map(({ code }): KeyState | null => {
    const packed = record.keys[code];
    const hours = record.hours[code];
    return packed ? keyOf(unpackNumbers(packed), hours ? unpackNumbers(hours) : null) : null;
  });
  const last = lastOf(unpackNumbers(record.last), codes);
  const state = { bornMinute, lastMinute: record.lastMinute, messages, breadth, keys, last };
  return { state, taken: takenOf(unpackNumbers(record.taken)) };
}

function lastOf([messages = 0, ...rest]: readonly number[], codes: readonly { readonly code: number }[]): ScopeCount {
  const ofCode = new Map<number, { errors: number; expected: number }>();
  for (let at = 0; at < rest.length; at += 3)
    ofCode.set(rest[at] ?? 0, { errors: rest[at + 1] ?? 0, expected: rest[at + 2] ?? 0 });
  return {
    messages,
    errors: codes.map(({ code }) => ofCode.get(code)?.errors ?? 0),
    expected: codes.map(({ code }) => ofCode.get(code)?.expected ?? 0),
  };
}

function ofTaken({ minute, messages, errors }: TakenMinute): number[] {
  return [minute, messages, errors.size, ...[...errors].flat()];
}

function takenOf(numbers: readonly number[]): TakenMinute[] {
  const taken: TakenMinute[] = [];
  for (let at = 0; at < numbers.length; ) {
    const [minute = 0, messages = 0, size = 0] = numbers.slice(at, at + 3);
    at += 3;
    const errors = new Map<number, number>();
    for (const end = at + 2 * size; at < end; at += 2) errors.set(numbers[at] ?? 0, numbers[at + 1] ?? 0);
    taken.push({ minute, messages, errors });
  }
  return taken;
}
