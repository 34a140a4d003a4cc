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
  /** What the last step was made of: messages, then code, errors, expected of each code, both variances, what is told of below. */
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

function ofLast(last: ScopeCount, codes: readonly { readonly code: number }[]): number[] {
  const { messages, errors, expected, levelVariance, minuteVariance, told } = last;
  const numbers = [messages];
  const addPart = (one: readonly number[], other: readonly number[]) => {
    for (const [at, { code }] of codes.entries()) numbers.push(code, one[at] ?? 0, other[at] ?? 0);
  };
  addPart(errors, expected);
  addPart(levelVariance, minuteVariance);
  addPart(told.messages, told.errors);
  addPart(told.expected, []);
  return numbers;
}

/** Parts that were not written yet are 0. */
function lastOf(numbers: readonly number[], codes: readonly { readonly code: number }[]): ScopeCount {
  const length = partLength(numbers);
  const part = (of: number) => {
    const start = 1 + of * length;
    return codes.map(({ code }, place) => placeOf(numbers, code, { start, end: start + length, place }));
  };
  const read = (places: readonly number[], after: number) => places.map((at) => numbers[at + after] ?? 0);
  const [first, second, third, fourth] = [part(0), part(1), part(2), part(3)];
  return {
    ...{ messages: numbers[0] ?? 0, errors: read(first, 1), expected: read(first, 2) },
    ...{ levelVariance: read(second, 1), minuteVariance: read(second, 2) },
    told: { messages: read(third, 1), errors: read(third, 2), expected: read(fourth, 1) },
  };
}

/** Numbers of a part: up to where its first code stands again. */
function partLength(numbers: readonly number[]): number {
  for (let at = 1 + OF_CODE; at < numbers.length; at += OF_CODE) if (numbers[at] === numbers[1]) return at - 1;
  return numbers.length - 1;
}

/** Where a code stands in a part, most often in its usual place; beyond the end of all where it does not. */
function placeOf(
  numbers: readonly number[],
  code: number,
  { start, end, place }: { readonly start: number; readonly end: number; readonly place: number },
): number {
  const usual = start + place * OF_CODE;
  if (usual < end && numbers[usual] === code) return usual;
  for (let at = start; at < end; at += OF_CODE) if (numbers[at] === code) return at;
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
