import { isAscii } from 'node:buffer';
import { crc32, gunzipSync } from 'node:zlib';
import { INFLATE_WASM } from './inflate-wasm.ts';

/** Far more than a delivery may hold unpacked; a bomb ends here. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text that a delivery packs. Most of what zlib takes for a delivery of a few events is making its stream, so that
 * libdeflate unpacks what fits into its memory and is plainly a whole; of anything else zlib says what it is, or what is
 * wrong with it.
 * @param payload base64 of gzip of UTF-8
 * @throws where it is none, or more than 64 MiB unpacked
 */
export function gunzipText(payload: string): string {
  return unpackWhole(payload) ?? unpackAny(payload);
}

function unpackAny(payload: string): string {
  const packed = Buffer.from(payload, 'base64');
  return textIn(gunzipSync(packed, { maxOutputLength: MOST_BYTES, chunkSize: chunkSizeFor(packed) }));
}

const SMALLEST_CHUNK_BYTES = 1024;
const LARGEST_CHUNK_BYTES = 16 * 1024 * 1024;

/** The size that the gzip trailer states, so that one buffer takes it all; it may lie, so it is bounded. */
function chunkSizeFor(packed: Buffer): number {
  const stated = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4) + 1;
  return Math.min(LARGEST_CHUNK_BYTES, Math.max(SMALLEST_CHUNK_BYTES, stated));
}

/** What the module exports; see `inflate.c`. Addresses and sizes are in bytes. */
interface Inflate {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly start: () => number;
  readonly inflate: (inAt: number, inBytes: number, outAt: number, outBytes: number) => number;
}

/** The types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const module = new WebAssembly.Module(Buffer.from(INFLATE_WASM, 'base64'));
const { memory, start, inflate } = new WebAssembly.Instance(module).exports as Inflate;
const inAt = start();
/** It never grows, so that this view of it stays. */
const bytes = Buffer.from(memory.buffer);

/** Gzip (RFC 1952): magic, DEFLATE, no flags; time, extra flags and system are of no account. */
const PLAIN_HEADER = 0x00088b1f;
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;

/** Null where it is not one plain member that fits and whose checksum holds. */
function unpackWhole(payload: string): string | null {
  const packedBytes = inAt + payload.length <= bytes.length ? bytes.write(payload, inAt, 'base64') : 0;
  const trailerAt = inAt + packedBytes - TRAILER_BYTES;
  const streamBytes = packedBytes - HEADER_BYTES - TRAILER_BYTES;
  if (streamBytes <= 0 || bytes.readUInt32LE(inAt) !== PLAIN_HEADER) return null;
  const checksum = bytes.readUInt32LE(trailerAt);
  const outBytes = bytes.readUInt32LE(trailerAt + 4);
  const outAt = inAt + packedBytes;
  const outEnd = outAt + outBytes;
  if (outEnd > bytes.length || inflate(inAt + HEADER_BYTES, streamBytes, outAt, outBytes) === 0) return null;
  const unpacked = bytes.subarray(outAt, outEnd);
  return crc32(unpacked) === checksum ? textIn(unpacked) : null;
}

function textIn(unpacked: Buffer): string {
  return unpacked.toString(isAscii(unpacked) ? 'latin1' : 'utf8');
}
