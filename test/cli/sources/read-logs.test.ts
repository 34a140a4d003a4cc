import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogEvent } from '#shared/domain/model.ts';
import { sizeOfInputs } from '../../../cli/local/sources/bytes.ts';
import { followLogs, readLogs } from '../../../cli/local/sources/read-logs.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00Z');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const fileOf = async (content: string | Buffer, name = 'gateway.log') => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const batchesOf = async (path: string) => {
  const batches = [];
  for await (const { batch } of readLogs([path], () => NOW_MS)) batches.push(batch);
  return batches;
};
const eventsOf = async (path: string): Promise<readonly LogEvent[]> =>
  (await batchesOf(path)).flatMap(({ events }) => events);
const told = (events: readonly LogEvent[]) =>
  events.map(({ message, timestampMs }) => [message, new Date(timestampMs).toISOString()]);
const EVENTS = [
  { logStreamName: 'i-1', timestamp: NOW_MS, message: 'one { "brace', eventId: '1'.repeat(56) },
  { logStreamName: 'i-2', timestamp: NOW_MS + 1, message: 'two ] \\ "', eventId: '2'.repeat(56) },
];
const READ = [
  ['one { "brace', '2026-11-23T12:00:00.000Z'],
  ['two ] \\ "', '2026-11-23T12:00:00.001Z'],
];

describe('what is read', () => {
  test('lines of text; one without a time has that of the line before, the first one that of now', async () => {
    expect(told(await eventsOf(await fileOf('first\n2026-03-16T10:20:04Z a\n  b\n')))).toEqual([
      ['first', '2026-11-23T12:00:00.000Z'],
      ['2026-03-16T10:20:04Z a', '2026-03-16T10:20:04.000Z'],
      ['  b', '2026-03-16T10:20:04.000Z'],
    ]);
  });

  test.each([
    ['JSON Lines', EVENTS.map((event) => JSON.stringify(event)).join('\n')],
    ['an answer on one line', JSON.stringify({ events: EVENTS, nextToken: 't' })],
    ['an answer as the AWS CLI prints it', JSON.stringify({ events: EVENTS, searchedLogStreams: [] }, null, 4)],
    ['an array', JSON.stringify(EVENTS, null, 2)],
    [
      'two answers',
      JSON.stringify({ events: [EVENTS[0]] }, null, 4) + JSON.stringify({ events: [EVENTS[1]] }, null, 4),
    ],
    ['events without ids', JSON.stringify({ events: EVENTS.map(({ eventId: _, ...event }) => event) }, null, 4)],
    ['compressed text of these', gzipSync(EVENTS.map((event) => JSON.stringify(event)).join('\n'))],
    ['a byte order mark before', `\ufeff${JSON.stringify({ events: EVENTS }, null, 4)}`],
    [
      'a delivery',
      JSON.stringify({
        awslogs: {
          data: gzipSync(JSON.stringify({ owner: '1', logGroup: 'g', logStream: 's', logEvents: EVENTS })).toString(
            'base64',
          ),
        },
      }),
    ],
  ])('%s', async (_what, content) => {
    expect(told(await eventsOf(await fileOf(content)))).toEqual(READ);
  });

  test('an export of CloudWatch: compressed lines that begin with their time', async () => {
    const path = await fileOf(gzipSync('2026-03-16T10:20:04.123Z hello\n'), '000000.gz');
    expect(told(await eventsOf(path))).toEqual([['2026-03-16T10:20:04.123Z hello', '2026-03-16T10:20:04.123Z']]);
  });

  test('events keep the streams that they name', async () => {
    const batches = await batchesOf(await fileOf(JSON.stringify({ events: EVENTS }, null, 4)));
    expect(batches.map(({ logStream, events }) => [logStream, events.length])).toEqual([
      ['i-1', 1],
      ['i-2', 1],
    ]);
  });

  test('a line that looks like JSON and is none is a line', async () => {
    expect(told(await eventsOf(await fileOf('{"a":\n{"message":"no id"}\n')))).toHaveLength(2);
  });
});

describe('the identity of a line', () => {
  test('is the same when the file is read again, and after it has grown', async () => {
    const path = await fileOf('a\nb\n');
    const before = await eventsOf(path);
    await appendFile(path, 'c\n');
    expect((await eventsOf(path)).slice(0, 2)).toEqual(before);
  });

  test('is another for the same words in another place, and for other words in the same place', async () => {
    const ids = [...(await eventsOf(await fileOf('a\na\n'))), ...(await eventsOf(await fileOf('b\n')))].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('what cannot be read', () => {
  test('a missing file is told before anything is read', async () => {
    await expect(sizeOfInputs([join(folder, 'nowhere.log')])).rejects.toThrow('nowhere.log: there is no such file');
  });

  test('a folder is told with the remedy', async () => {
    await expect(sizeOfInputs([folder])).rejects.toThrow('it is a folder; name its files');
  });

  test('gzip that ends too early gives what it had and one clear error', async () => {
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, at) => `line ${at} ${(at * 7919) % 10_007}`).join('\n'));
    const path = await fileOf(whole.subarray(0, whole.length / 2), 'half.gz');
    const events: LogEvent[] = [];
    const reading = async () => {
      for await (const { batch } of readLogs([path], () => NOW_MS)) events.push(...batch.events);
    };
    await expect(reading()).rejects.toThrow('the gzip data end too early; what stands before is counted');
    expect(events[0]?.message).toMatch(/^line 0 /);
    expect(events.length).toBeGreaterThan(100);
  });
});

test('a message left open is given once more at the head of the next batch, as carried over', async () => {
  const path = await fileOf(Array.from({ length: 5_001 }, (_, at) => `line ${at}`).join('\n'));
  const batches = [];
  for await (const { batch, carry } of readLogs([path], () => NOW_MS)) {
    carry(batches.length === 0 ? batch.events.length - 2 : null);
    batches.push(batch);
  }
  const [first, second] = batches;
  expect(first?.events).toHaveLength(5_000);
  expect(second?.events.map(({ message }) => message)).toEqual(['line 4998', 'line 4999', 'line 5000']);
  expect(second?.carriedEvents).toBe(2);
});

describe('following', () => {
  test('goes on with what is added, and through rotation', async () => {
    const path = await fileOf('a\n');
    const stop = new AbortController();
    const messages: string[] = [];
    const steps = new Map([
      ['a', () => appendFile(path, 'b\n')],
      [
        'b',
        async () => {
          await rename(path, `${path}.1`);
          await writeFile(path, 'c\n');
        },
      ],
      ['c', async () => stop.abort()],
    ]);
    for await (const read of followLogs([path], { nowMs: () => NOW_MS, signal: stop.signal })) {
      for (const { message } of read?.batch.events ?? []) {
        messages.push(message);
        await steps.get(message)?.();
      }
    }
    expect(messages).toEqual(['a', 'b', 'c']);
  });
});
