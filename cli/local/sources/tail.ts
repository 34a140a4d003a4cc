import { type FileHandle, open, stat } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as wait } from 'node:timers/promises';
import { InputError } from './input-error.ts';

const LOOK_EVERY_MS = 250;
const CHUNK_BYTES = 1024 * 1024;

/** A piece of a followed file; `begins` is true for the first of a file, as after rotation. */
export interface TailPiece {
  readonly text: string;
  readonly begins: boolean;
}

/**
 * Reads a file and goes on as it grows, through rotation by renaming and by truncation, until aborted. A piece without text
 * says that there was nothing new.
 */
export async function* tail(path: string, signal: AbortSignal): AsyncGenerator<TailPiece> {
  let file = await openFile(path);
  let decoder = new StringDecoder('utf8');
  let position = 0;
  let begins = true;
  try {
    while (!signal.aborted) {
      const bytes = await readFrom(file, position);
      if (bytes.length > 0) {
        position += bytes.length;
        yield { text: decoder.write(bytes), begins };
        begins = false;
        continue;
      }
      if (await isReplaced(path, file, position)) {
        await file.close();
        file = await openFile(path);
        decoder = new StringDecoder('utf8');
        position = 0;
        begins = true;
        continue;
      }
      yield { text: '', begins: false };
      await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  return open(path, 'r').catch((cause) => {
    throw new InputError(`cannot follow ${path}: there is no such file any more`, { cause });
  });
}

async function readFrom(file: FileHandle, position: number): Promise<Buffer> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
  return buffer.subarray(0, bytesRead);
}

/** Whether another file stands in its place now, or it was emptied; while nothing stands there, the old one is kept. */
async function isReplaced(path: string, file: FileHandle, position: number): Promise<boolean> {
  const [there, here] = [await stat(path).catch(() => null), await file.stat()];
  return there !== null && (there.ino !== here.ino || here.size < position);
}
