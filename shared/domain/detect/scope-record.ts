import type { TakenMinute } from './arrivals.ts';
import type { KeyState } from './key.ts';
import { isAtEnd, startPacking, startReading, take, unpackNumbers } from './numbers.ts';
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
  const pack = startPacking();
  const scope = pack([state.bornMinute, state.messages, state.breadth]);
  const last = pack(ofLast(state.last, codes));
  const packedTaken = pack(ofTaken(taken));
  for (const [at, { code }] of codes.entries()) {
    const key = state.keys[at];
    if (!key) continue;
    keys[code] = pack(numbersOf(key));
    if (key.knowledge.learned.byHour) hours[code] = pack(key.knowledge.learned.byHour);
  }
  return { lastMinute: state.lastMinute, scope, last, taken: packedTaken, keys, hours };
}

/** Unpacks it; codes that are not watched any more are forgotten. */
export function memoryOf(record: ScopeRecord, codes: readonly { readonly code: number }[]): ScopeMemory {
  const [bornMinute = 0, messages = 0, breadth = 1] = unpackNumbers(record.scope);
  const keys = codes.map(({ code }): KeyState | null => {
    const packed = record.keys[code];
    const hours = record.hours[code];
    return packed ? keyOf(packed, hours ? unpackNumbers(hours) : null) : null;
  });
  const last = lastOf(unpackNumbers(record.last), codes);
  const state = { bornMinute, lastMinute: record.lastMinute, messages, breadth, keys, last };
  return { state, taken: takenOf(record.taken) };
}

const OF_CODE = 3;

function ofLast({ messages, errors, expected }: ScopeCount, codes: readonly { readonly code: number }[]): number[] {
  const numbers = [messages];
  for (const [at, { code }] of codes.entries()) numbers.push(code, errors[at] ?? 0, expected[at] ?? 0);
  return numbers;
}

function lastOf(numbers: readonly number[], codes: readonly { readonly code: number }[]): ScopeCount {
  const errors: number[] = [];
  const expected: number[] = [];
  for (const [place, { code }] of codes.entries()) {
    const at = placeOf(numbers, code, 1 + place * OF_CODE);
    errors.push(numbers[at + 1] ?? 0);
    expected.push(numbers[at + 2] ?? 0);
  }
  return { messages: numbers[0] ?? 0, errors, expected };
}

/** Where a code stands, most often in its usual place; beyond the end where it does not. */
function placeOf(numbers: readonly number[], code: number, usual: number): number {
  if (numbers[usual] === code) return usual;
  for (let at = 1; at < numbers.length; at += OF_CODE) if (numbers[at] === code) return at;
  return numbers.length;
}

function ofTaken(taken: readonly TakenMinute[]): number[] {
  const numbers: number[] = [];
  for (const { minute, messages, errors } of taken) {
    numbers.push(minute, messages, errors.size);
    for (const [code, count] of errors) numbers.push(code, count);
  }
  return numbers;
}

function takenOf(packed: Uint8Array): TakenMinute[] {
  const taken: TakenMinute[] = [];
  const from = startReading(packed);
  while (!isAtEnd(from)) {
    const minute = take(from);
    const messages = take(from);
    const errors = new Map<number, number>();
    for (let left = take(from); left > 0; left--) errors.set(take(from), take(from));
    taken.push({ minute, messages, errors });
  }
  return taken;
}
