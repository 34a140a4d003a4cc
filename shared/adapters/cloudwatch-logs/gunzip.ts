import { isAscii, isUtf8 } from 'node:buffer';
import { crc32, gunzipSync } from 'node:zlib';
import { native } from './native/native.ts';

/** What a delivery packs. */
export interface Unpacked {
  readonly text: string;
  /** Where its bytes stand in the memory of `native`, until the next is unpacked; null where they do not, or are no UTF-8. */
  readonly place: Place | null;
}

/** Bytes in the memory of `native`. */
export interface Place {
  readonly at: number;
  readonly bytes: number;
}

/** Far more than a delivery may hold unpacked; a bomb ends here. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text that a delivery packs. Most of what zlib takes for a delivery of a few events is making its stream, so that
 * libdeflate unpacks what fits into its memory and is plainly a whole; of anything else zlib says what it is, or what is
 * wrong with it.
 * @param payload base64 of gzip of UTF-8
 * @throws where it is none, or more than 64 MiB unpacked
 */
export function gunzip(payload: string): Unpacked {
  return unpackWhole(payload) ?? unpackAny(payload);
}

function unpackAny(payload: string): Unpacked {
  const packed = Buffer.from(payload, 'base64');
  const unpacked = gunzipSync(packed, { maxOutputLength: MOST_BYTES, chunkSize: chunkSizeFor(packed) });
  return { text: unpacked.toString('utf8'), place: null };
}

const SMALLEST_CHUNK_BYTES = 1024;
const LARGEST_CHUNK_BYTES = 16 * 1024 * 1024;

/** The size that the gzip trailer states, so that one buffer takes it all; it may lie, so it is bounded. */
function chunkSizeFor(packed: Buffer): number {
  const stated = packed.length < 4 ? 0 : packed.readUInt32LE(packed.length - 4) + 1;
  return Math.min(LARGEST_CHUNK_BYTES, Math.max(SMALLEST_CHUNK_BYTES, stated));
}

const { memory, start, inflate } = native;
const inAt = start();
const bytes = Buffer.from(memory.buffer);

/** Gzip (RFC 1952): magic, DEFLATE, no flags; time, extra flags and system are of no account. */
const PLAIN_HEADER = 0x00088b1f;
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;

/** Null where it is not one plain member that fits and whose checksum holds. */
function unpackWhole(payload: string): Unpacked | null {
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
  if (crc32(unpacked) !== checksum) return null;
  const place = { at: outAt, bytes: outBytes };
  if (isAscii(unpacked)) return { text: unpacked.toString('latin1'), place };
  return { text: unpacked.toString('utf8'), place: isUtf8(unpacked) ? place : null };
}
