import { deflateRawSync, gunzipSync, gzipSync, constants as zlib } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gunzip } from '#shared/adapters/cloudwatch-logs/gunzip.ts';

const MIB = 1024 * 1024;

/** What zlib alone says of a payload: its text, or that there is none. */
function byZlib(packed: Buffer): string | Error {
  try {
    return gunzipSync(packed, { maxOutputLength: 64 * MIB }).toString('utf8');
  } catch (error) {
    return error as Error;
  }
}

function unpacked(packed: Buffer): string | Error {
  try {
    return gunzip(packed.toString('base64')).text;
  } catch (error) {
    return error as Error;
  }
}

function expectLikeZlib(packed: Buffer): void {
  const expected = byZlib(packed);
  const got = unpacked(packed);
  if (typeof expected === 'string') expect(got).toBe(expected);
  else expect(got).toMatchObject({ code: (expected as NodeJS.ErrnoException).code });
}

const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  memLevel: fc.integer({ min: 1, max: 9 }),
  strategy: fc.constantFrom(zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED, zlib.Z_FILTERED),
});
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('status', '="', '2568', 'ä', '€', '𝄞', '\n', '<mm7:'), { maxLength: 3_000 })
    .map((words) => words.join('')),
);

describe('gunzip', () => {
  test('gives what was packed, however it was', () => {
    fc.assert(
      fc.property(texts, options, (text, how) => expectLikeZlib(gzipSync(text, how))),
      { numRuns: 300 },
    );
  });

  test('says of what is damaged what zlib says', () => {
    const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(texts, damage, (text, places) => {
        const packed = gzipSync(text);
        for (const { at, byte } of places) packed[at % packed.length] = byte;
        expectLikeZlib(packed);
      }),
      { numRuns: 500 },
    );
  });

  test('says of what is cut off or goes on what zlib says', () => {
    const text = 'mm7 submit answered status_code=1000 '.repeat(40);
    const packed = gzipSync(text);
    for (let length = 0; length < packed.length; length++) expectLikeZlib(packed.subarray(0, length));
    expectLikeZlib(Buffer.concat([packed, packed])); // two members are one text
    expectLikeZlib(Buffer.concat([packed, Buffer.from('rest')]));
  });

  test('reads a header with a name in it', () => {
    const text = 'with a name';
    const bare = gzipSync(text);
    const header = Buffer.concat([
      bare.subarray(0, 3),
      Buffer.from([8]),
      bare.subarray(4, 10),
      Buffer.from('log.json\0'),
    ]);
    expect(unpacked(Buffer.concat([header, bare.subarray(10)]))).toBe(text);
  });

  test('keeps nothing of one delivery for the next', () => {
    const long = 'a status '.repeat(10_000);
    expect(unpacked(gzipSync(long))).toBe(long);
    expect(unpacked(gzipSync('short'))).toBe('short');
    const stream = deflateRawSync('short');
    const lying = Buffer.concat([gzipSync('short').subarray(0, 10), stream, Buffer.alloc(8, 1)]);
    expect(unpacked(lying)).toBeInstanceOf(Error);
  });

  test('reads more than its own memory holds', () => {
    const text = 'x'.repeat(20 * MIB);
    expect(unpacked(gzipSync(text)) === text).toBe(true);
  });

  test('refuses a bomb', () => {
    const bomb = gzipSync(Buffer.alloc(65 * MIB));
    expect(unpacked(bomb)).toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
  });
});
