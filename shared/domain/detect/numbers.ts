const COUNT_BYTES = 2;
const NUMBER_BYTES = 8;

/**
 * Packs numbers, most of which are 0, into bytes: how many, a bit for each that is not 0, and those as 64-bit floats, so that
 * what is read is exactly what was written.
 */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const maskBytes = Math.ceil(numbers.length / 8);
  const told = numbers.filter((number) => number !== 0);
  const view = new DataView(new ArrayBuffer(COUNT_BYTES + maskBytes + told.length * NUMBER_BYTES));
  view.setUint16(0, numbers.length);
  for (const [at, number] of numbers.entries()) {
    const place = COUNT_BYTES + (at >> 3);
    if (number !== 0) view.setUint8(place, view.getUint8(place) | (1 << (at & 7)));
  }
  for (const [at, number] of told.entries()) view.setFloat64(COUNT_BYTES + maskBytes + at * NUMBER_BYTES, number);
  return new Uint8Array(view.buffer);
}

/** Unpacks them. */
export function unpackNumbers(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(0);
  const mask = COUNT_BYTES;
  let from = mask + Math.ceil(count / 8);
  return Array.from({ length: count }, (_, at) => {
    if ((view.getUint8(mask + (at >> 3)) & (1 << (at & 7))) === 0) return 0;
    const number = view.getFloat64(from);
    from += NUMBER_BYTES;
    return number;
  });
}
