import { basename } from 'node:path';
import type { LogBatch } from '#shared/domain/model.ts';
import { startBatching } from './batches.ts';
import { type ByteCount, nameOfInput, textOf } from './bytes.ts';
import type { Place } from './events.ts';
import { startReading } from './reader.ts';
import { tail } from './tail.ts';

/** A batch that was read from logs, and how far reading has come. */
export interface ReadBatch {
  readonly batch: LogBatch;
  /** Bytes taken from all inputs so far, compressed ones as they lie on disk. */
  readonly bytesRead: number;
  /** Gives events from this index on once more with the next batch of their stream; see `Extraction.openFrom`. */
  readonly carry: (openFrom: number | null) => void;
}

/**
 * Reads logs to their ends, one after another: text, JSON Lines, answers of CloudWatch, deliveries, any of them compressed.
 * @param inputs paths, or `-` for standard input
 * @param nowMs time of lines that state none and follow none that does
 * @throws InputError where an input cannot be read; what stands before is given first
 */
export async function* readLogs(inputs: readonly string[], nowMs: () => number): AsyncGenerator<ReadBatch> {
  const count: ByteCount = { bytesRead: 0 };
  for (const input of inputs) yield* readLog(input, count, nowMs);
}

async function* readLog(input: string, count: ByteCount, nowMs: () => number): AsyncGenerator<ReadBatch> {
  const reader = startReading(await placeOf(input), nowMs);
  const batcher = startBatching();
  const flushed = () => batcher.flush().map((stream) => ({ ...stream, bytesRead: count.bytesRead }));
  try {
    for await (const text of textOf(input, count)) {
      batcher.add(reader.take(text));
      if (batcher.isFull()) yield* flushed();
    }
    batcher.add(reader.rest());
  } catch (failure) {
    batcher.add(reader.rest());
    yield* flushed();
    throw failure;
  }
  yield* flushed();
}

/** Reads files and goes on as they grow, until aborted; a batch comes as soon as there is one. Null says that nothing is new. */
export async function* followLogs(
  inputs: readonly string[],
  { nowMs, signal }: { readonly nowMs: () => number; readonly signal: AbortSignal },
): AsyncGenerator<ReadBatch | null> {
  const count: ByteCount = { bytesRead: 0 };
  const files = await Promise.all(inputs.map((input) => followLog(input, { count, nowMs, signal })));
  const next = new Map(files.map((file, index) => [index, stepOf(file, index)]));
  while (next.size > 0) {
    const { index, result } = await Promise.race(next.values());
    const file = files[index];
    if (result.done || !file) {
      next.delete(index);
      continue;
    }
    if (result.value.length === 0) yield null;
    else yield* result.value;
    next.set(index, stepOf(file, index));
  }
}

async function stepOf(file: AsyncGenerator<ReadBatch[]>, index: number) {
  return { index, result: await file.next() };
}

async function followLog(
  input: string,
  { count, nowMs, signal }: { readonly count: ByteCount; readonly nowMs: () => number; readonly signal: AbortSignal },
): Promise<AsyncGenerator<ReadBatch[]>> {
  const place = await placeOf(input);
  const pieces = input === '-' ? stdinPieces(count) : tail(input, signal);
  return (async function* () {
    let reader = startReading(place, nowMs);
    const batcher = startBatching();
    for await (const { text, begins } of pieces) {
      if (begins) {
        batcher.add(reader.rest());
        reader = startReading(place, nowMs);
      }
      batcher.add(reader.take(text));
      yield batcher.flush().map((stream) => ({ ...stream, bytesRead: count.bytesRead }));
    }
    batcher.add(reader.rest());
    yield batcher.flush().map((stream) => ({ ...stream, bytesRead: count.bytesRead }));
  })();
}

async function* stdinPieces(count: ByteCount): AsyncGenerator<{ text: string; begins: boolean }> {
  for await (const text of textOf('-', count)) yield { text, begins: false };
}

async function placeOf(input: string): Promise<Place> {
  const name = await nameOfInput(input);
  return { logGroup: basename(name), logStream: name };
}
