import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCountRow } from '../../cli/local/backtest/count-row.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-backtest-'));
});
afterAll(() => rm(folder, { recursive: true }));

const FIRST = 29_733_120;
const row = (overrides: object = {}) => ({ minute: FIRST, carrier: '31003', vasid: 'svc-7', total: 100, ...overrides });
const failing = (minute: number) => row({ minute, codes: { '2568': 60 } });
const minutesFrom = (minute: number, count: number) => Array.from({ length: count }, (_, at) => minute + at);

/** Runs the command as a user does, on rows or on the text of a file. */
async function backtest(rows: readonly object[] | string, ...args: readonly string[]) {
  const file = join(folder, 'counts.jsonl');
  await writeFile(file, typeof rows === 'string' ? rows : rows.map((value) => `${JSON.stringify(value)}\n`).join(''));
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', 'backtest', '--counts', file, ...args],
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
const linesOf = (out: string) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('an incident in the counts', () => {
  const incident = [
    ...minutesFrom(FIRST, 60).map((minute) => row({ minute })),
    ...minutesFrom(FIRST + 60, 5).map(failing),
    ...minutesFrom(FIRST + 65, 40).map((minute) => row({ minute })),
  ];

  test('opens in its first minute and closes when it is over, and is told once', async () => {
    const { code, out, err } = await backtest(incident, '--json');
    expect([code, err]).toEqual([0, '']);
    const key = '2568|31003|svc-7';
    expect(linesOf(out)).toMatchObject([
      { ...{ minute: FIRST + 60, key, state: 'ALARM' }, detail: expect.stringMatching(/: 60 of 100, /) },
      { ...{ key, state: 'OK' }, detail: expect.stringMatching(/^back to normal; since 29733180/) },
    ]);
    expect(linesOf(out).map(({ rule }) => rule)).toEqual(['provisioning-auth', 'provisioning-auth']);
  });

  test('is judged when it arrives', async () => {
    const late = [row(), row({ minute: FIRST + 1, arrival: FIRST + 9, codes: { '2568': 60 } })];
    expect(linesOf((await backtest(late, '--json')).out)[0]).toMatchObject({ minute: FIRST + 9 });
  });

  test('is the same when every delivery comes twice', async () => {
    const named = incident.map((value, at) => ({ ...value, batch: `b-${at}` }));
    const doubled = named.flatMap((value) => [value, value]);
    expect((await backtest(doubled, '--json')).out).toBe((await backtest(named, '--json')).out);
  });
});

describe('a row that cannot be used', () => {
  test.each([
    ['not JSON', '{"minute":', 'counts line 2: not JSON'],
    ['no object', '[]', 'counts line 2: the row'],
    ['a minute that is no number', JSON.stringify(row({ minute: 'now' })), 'minute must be a whole number from 0'],
    ['a negative total', JSON.stringify(row({ total: -1 })), 'total must be a whole number from 0, got -1'],
    ['a fractional total', JSON.stringify(row({ total: 1.5 })), 'total must be a whole number from 0, got 1.5'],
    ['a negative code', JSON.stringify(row({ codes: { '2568': -1 } })), 'codes.2568 must be a whole number from 0'],
    ['a code that is none', JSON.stringify(row({ codes: { x: 1 } })), 'codes.x'],
    ['codes above total', JSON.stringify(row({ codes: { '2568': 101 } })), 'codes add up to 101'],
    ['no total', JSON.stringify({ ...row(), total: undefined }), 'total must be a whole number from 0, got nothing'],
  ])('is told by its line: %s', (_what, line, message) => {
    expect(() => readCountRow(line, 'counts line 2')).toThrow(message);
  });

  test('ends the run with one line', async () => {
    const { code, err } = await backtest([row(), row({ minute: FIRST - 1 })], '--json');
    expect(code).toBe(2);
    expect(err.trim()).toMatch(/^mm7watch: .* line 2: arrival must never decrease, got 29733119 after 29733120$/);
  });

  test('and so does a file that is not there', async () => {
    const { code, err } = await backtest([], '--counts', join(folder, 'nowhere.jsonl'));
    expect([code, err.trim().split('\n').length]).toEqual([2, 1]);
  });
});

describe('people are shown', () => {
  const incident = [
    ...minutesFrom(FIRST, 60).map((minute) => row({ minute })),
    ...minutesFrom(FIRST + 60, 5).map(failing),
    ...minutesFrom(FIRST + 65, 40).map((minute) => row({ minute })),
  ];

  test('a table of episodes and what they came to', async () => {
    const { code, out } = await backtest(incident);
    expect(code).toBe(0);
    expect(out).toMatch(/2568 Unable to authenticate: service svc-7 at carrier 31003 +300 of/);
    expect(out).toMatch(/1 episode, 0\.\d hours open, 0 flaps, 2\.0 notifications a day\n$/);
  });

  test('an episode a line as they would be told of it', async () => {
    const [told, ...more] = linesOf((await backtest(incident, '--episodes')).out);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      rule: 'provisioning-auth',
      notifications: 2,
      title: expect.stringMatching(/^RESOLVED: 2568/),
    });
  });

  test('what other settings would change', async () => {
    const file = join(folder, 'other.json');
    await writeFile(file, '{ "rules": [{ "name": "provisioning-auth", "enabled": false }] }');
    const { out } = await backtest(incident, '--against', file);
    expect(out).toMatch(/^0 gained\n1 lost\n {2}- .* 2568 Unable to authenticate/);
  });

  test('one history at a time', async () => {
    const { code, err } = await backtest(incident, '--store', folder);
    expect([code, err.trim()]).toEqual([
      2,
      'mm7watch: backtest reads one history; give --counts FILE, --store FOLDER or --table NAME',
    ]);
  });
});
