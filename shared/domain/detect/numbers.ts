const COUNT_BYTES = 2;
const NUMBER_BYTES = 8;

/** Lists that are packed one after the other lie in one buffer until it is full, since a buffer each costs more than packing. */
const BUFFER_BYTES = 4_096;

/** Packs one list. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  return startPacking()(numbers);
}

/** Packs lists of numbers that are kept and let go together. */
export function startPacking(): (numbers: readonly number[]) => Uint8Array {
  let view = new DataView(new ArrayBuffer(BUFFER_BYTES));
  let from = 0;
  return (numbers) => {
    const most = COUNT_BYTES + Math.ceil(numbers.length / 8) + numbers.length * NUMBER_BYTES;
    if (from + most > view.byteLength) {
      view = new DataView(new ArrayBuffer(Math.max(BUFFER_BYTES, most)));
      from = 0;
    }
    const to = write(numbers, view, from);
    const bytes = new Uint8Array(view.buffer, from, to - from);
    from = to;
    return bytes;
  };
}

/**
 * Writes numbers, most of which are 0, as bytes: how many, a bit for each that is not 0, and those as 64-bit floats, so that
 * what is read is exactly what was written. Every scope is packed every minute, hence loops and no calls for each number.
 * @returns where they end
 */
function write(numbers: readonly number[], view: DataView, start: number): number {
  const count = numbers.length;
  view.setUint16(start, count);
  let to = start + COUNT_BYTES + Math.ceil(count / 8);
  let mask = 0;
  for (let at = 0; at < count; at++) {
    const number = numbers[at] ?? 0;
    if (number !== 0) {
      mask |= 1 << (at & 7);
      view.setFloat64(to, number);
      to += NUMBER_BYTES;
    }
    if ((at & 7) === 7 || at === count - 1) {
      view.setUint8(start + COUNT_BYTES + (at >> 3), mask);
      mask = 0;
    }
  }
  return to;
}

/** Numbers that are read one after the other. */
export interface NumberReader {
  readonly view: DataView;
  readonly count: number;
  /** Which is next, and where it stands if it is not 0. */
  at: number;
  from: number;
}

/** Begins to read what was packed. */
export function startReading(bytes: Uint8Array): NumberReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(0);
  return { view, count, at: 0, from: COUNT_BYTES + Math.ceil(count / 8) };
}

/** The next number; 0 beyond the last. */
export function take(reader: NumberReader): number {
  const { view, at, from } = reader;
  if (at >= reader.count) return 0;
  reader.at = at + 1;
  if ((view.getUint8(COUNT_BYTES + (at >> 3)) & (1 << (at & 7))) === 0) return 0;
  reader.from = from + NUMBER_BYTES;
  return view.getFloat64(from);
}

/** Passes over so many numbers. */
export function skip(reader: NumberReader, count: number): void {
  for (let left = count; left > 0; left--) take(reader);
}

/** Whether all were read. */
export function isAtEnd({ at, count }: NumberReader): boolean {
  return at >= count;
}

/** Each of the numbers in turn, as they were packed; 0 beyond the last. */
export function startTaking(bytes: Uint8Array): () => number {
  const reader = startReading(bytes);
  return () => take(reader);
}

/** All numbers at once. */
export function unpackNumbers(bytes: Uint8Array): number[] {
  const reader = startReading(bytes);
  const numbers: number[] = [];
  while (!isAtEnd(reader)) numbers.push(take(reader));
  return numbers;
}
