import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { episode, NOON_MS } from '../builders.ts';

const ONE = episode({ toldMs: NOON_MS });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-people-'));
  const database = await startEmbeddedDynamoDb(folder);
  await dynamoEpisodeStore(database).put(ONE);
  await database.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command on the store; standard output, else the error. */
async function mm7watch(...words: string[]): Promise<string> {
  const command = ['--import', 'tsx', 'cli/main.ts', ...words, '--store', folder];
  const { stdout } = await promisify(execFile)(process.execPath, command).catch((error) => ({ stdout: error.stderr }));
  return stdout;
}

test('an episode is taken on, silenced, told again and written about from the command line', {
  timeout: 120_000,
}, async () => {
  expect(await mm7watch('episodes')).toContain(ONE.id);
  expect(await mm7watch('ack', ONE.id, '--as', 'Ada')).toContain('taken on by Ada');
  expect(await mm7watch('ack', ONE.id, '--as', 'Bo')).toContain('was taken on by Ada at ');
  expect(await mm7watch('silence', ONE.id, '--for', '4h', '--reason', 'ticket 4711', '--as', 'Bo')).toContain(
    'It hides 1 that go on',
  );
  expect(await mm7watch('episodes')).toMatch(
    /acknowledged .*Ada; silenced by Bo until .*Silences in force.*ticket 4711/s,
  );
  expect(await mm7watch('unsilence', ONE.id, '--as', 'Cy')).toContain('is ended');
  expect(await mm7watch('unsilence', ONE.id)).toContain(` is in force; mm7watch episodes lists those that are`);
  expect(await mm7watch('mark', 'credentials rotated', '--service', 'svc-1', '--as', 'Ada')).toMatch(
    /credentials rotated, service svc-1 \(Ada\)/,
  );
  expect(await mm7watch('escalate', ONE.id)).toMatch(
    /^Subject: MM7 submits fail with 2568 .*: service svc-1, since 2026-11-23T12:00Z\n/,
  );
  const kept = JSON.parse(await mm7watch('episodes', '--json'));
  const history = kept.episodes[0].history.map(
    ({ reason, who }: { reason: string; who: string }) => `${reason} by ${who}`,
  );
  expect(history).toEqual(['acknowledged by Ada', 'silenced by Bo', 'unsilenced by Cy']);
});

test.each([
  [['ack', 'nobody'], 'id must name an episode as in 2026-11-23-1042-x7f3k9, got nobody'],
  [
    ['ack', '2026-11-23-1042-nobody'],
    'there is no episode 2026-11-23-1042-nobody; mm7watch episodes lists those there',
  ],
  [['silence', '--for', '1h', '--reason', 'x'], 'a silence must say what it is about'],
  [['silence', '--rule', 'carrier', '--for', 'until-resolved', '--reason', 'x'], 'only a silence of one episode'],
  [['silence', '--code', '25', '--for', '1h', '--reason', 'x'], '--code must be a code of four digits'],
  [['mark', '\u202e'], 'a marker must say what was done'],
  [['escalate', '2026-11-23-1042-nobody'], 'there is no episode 2026-11-23-1042-nobody'],
  [['episodes', '--stack', 'mm7watch'], 'this is told one place; give --stack NAME, --table NAME or --store FOLDER'],
])('%j is refused in words', { timeout: 60_000 }, async (words, said) => {
  expect(await mm7watch(...words)).toContain(said);
});
