import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { InputError } from './input-error.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Counts the bytes that were taken from an input, compressed or not. */
export interface ByteCount {
  bytesRead: number;
}

/** Absolute path of an input without links, or `stdin`. */
export async function nameOfInput(input: string): Promise<string> {
  return input === '-' ? 'stdin' : realpath(input);
}

/**
 * Checks that all inputs can be opened, and adds up their sizes.
 * @returns bytes; null where standard input is among them, whose size nobody knows
 * @throws InputError for the first that is missing or no file
 */
export async function sizeOfInputs(inputs: readonly string[]): Promise<number | null> {
  let sizeBytes: number | null = 0;
  for (const input of inputs) {
    if (input === '-') {
      sizeBytes = null;
      continue;
    }
    const found = await stat(input).catch((cause) => {
      throw new InputError(`cannot read ${input}: ${reasonOf(cause)}`, { cause });
    });
    if (found.isDirectory())
      throw new InputError(`cannot read ${input}: it is a folder; name its files, as in ${input}/*.log`);
    if (sizeBytes !== null) sizeBytes += found.size;
  }
  return sizeBytes;
}

/** Text of an input in pieces; gzip is undone wherever its first bytes are found. Bytes that are no UTF-8 become U+FFFD. */
export async function* textOf(input: string, count: ByteCount): AsyncGenerator<string> {
  const raw = input === '-' ? process.stdin : createReadStream(input, { highWaterMark: CHUNK_BYTES });
  const decoder = new StringDecoder('utf8');
  try {
    for await (const bytes of inflated(counted(raw, count))) yield decoder.write(bytes);
  } catch (cause) {
    throw new InputError(
      `cannot read ${input} beyond ${count.bytesRead} bytes: ${reasonOf(cause)}; what stands before is counted`,
      { cause },
    );
  }
  yield decoder.end();
}

async function* counted(raw: AsyncIterable<Buffer>, count: ByteCount): AsyncGenerator<Buffer> {
  for await (const bytes of raw) {
    count.bytesRead += bytes.length;
    yield bytes;
  }
}

async function* inflated(raw: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await raw.next();
  if (first.done) return;
  const whole = joined(first.value, raw);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) return yield* whole;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(whole), gunzip, () => undefined); // an error reaches the reader of gunzip
  for await (const bytes of gunzip) yield bytes as Buffer;
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'you may not read it',
    Z_BUF_ERROR: 'the gzip data end too early',
    Z_DATA_ERROR: 'the gzip data are broken',
  };
  return reasons[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
