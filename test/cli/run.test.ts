import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const LOG = 'test/fixtures/logs/gateway.log';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mm7watch-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command as a user does. */
const mm7watch = (...args: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
    child.stdin?.end();
  });
const overviewOf = (out: string) => JSON.parse(out.trim().split('\n').at(-1) ?? '').overview;
const countsOf = (overview: { outcomes: { kind: string; outcome: string; count: number }[] }) =>
  Object.fromEntries(overview.outcomes.map(({ kind, outcome, count }) => [`${kind}|${outcome}`, count]));
const COUNTS = {
  ...{ 'submit|1000': 1, 'submit|2568': 1, 'submit|3510': 1, 'submit|3520': 1 },
  ...{ 'delivery-report|Expired': 1, 'transport|502': 1 },
};

describe('run on a log', () => {
  test('counts what the log says, by code, carrier and service, and what could not be read', async () => {
    const { code, out, err } = await mm7watch('run', '--json', LOG);
    const overview = overviewOf(out);
    expect([code, err]).toEqual([0, '']);
    expect(countsOf(overview)).toEqual(COUNTS);
    expect(overview.byVasid).toMatchObject([
      { value: 'alerts', submits: 2, errors: 1 },
      { value: null, submits: 2, errors: 2 },
    ]);
    expect(overview.byCarrier).toMatchObject([
      { value: '31002', submits: 1 },
      { value: null, submits: 3 },
    ]);
    expect(overview.quality).toMatchObject([{ logGroup: 'gateway.log', seen: 12, matched: 6, truncated: 1 }]);
  });

  test('prints tables for people without a number, a key or a word of the log', async () => {
    const { out } = await mm7watch('run', LOG);
    expect(out).toContain('3520  ');
    expect(out).toContain('Provisioning issue');
    expect(out).toContain('account-manager');
    expect(out).not.toMatch(/12025550123|vk9c2a7f51e0|Bad Gateway/);
  });

  test('twice into the same store changes nothing, and query answers from it', async () => {
    const store = join(folder, 'store');
    await mm7watch('run', '--store', store, LOG);
    const again = await mm7watch('run', '--json', '--store', store, LOG);
    expect(countsOf(overviewOf(again.out))).toEqual(COUNTS);
    const asked = await mm7watch('query', 'codes', '--store', store, '--carrier', '31002', '--json');
    expect(JSON.parse(asked.out).rows).toMatchObject([{ outcome: '3510', count: 1, actor: 'you' }]);
  });

  test('an input that breaks is told in one line, after what it held', async () => {
    const path = join(folder, 'broken.gz');
    await writeFile(path, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    const { code, err } = await mm7watch('run', '--json', LOG, path);
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toEqual([expect.stringContaining('the gzip data end too early')]);
  });
});

describe('the command line', () => {
  test.each([
    [['run', 'nowhere.log'], 'mm7watch: cannot read nowhere.log: there is no such file'],
    [['query', '--store', 'nowhere'], '--store must be a folder kept by mm7watch run --store, got nowhere'],
    [['query', 'codes', 'x', '--store', '.'], 'codes is asked of no single episode, got x'],
    [
      ['query', '--store', 'docs', '--since', 'soon'],
      '--since must be a time as in 2026-11-23T10:42Z, 2h (ago), 14:00, yesterday 14:00 or monday; got soon',
    ],
    [['catalog', '99'], 'code must be 1000-9999, got "99"'],
    [['run', '--seconds', 'soon'], 'It must be a whole number'],
    [['unheard'], "unknown command 'unheard'"],
  ])('%j ends with 2 and one clear line', async (args, line) => {
    const { code, err } = await mm7watch(...args);
    expect(code).toBe(2);
    expect(err).toContain(line);
    expect(err).not.toContain('    at ');
  });

  test.each(['run', 'query', 'catalog', 'extract', 'explain'])('%s --help has examples', async (command) => {
    const { code, out } = await mm7watch(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain('Examples:');
  });

  test('catalog says what a code means', async () => {
    const { out } = await mm7watch('catalog', '3520');
    expect(out).toContain('Provisioning problem, please contact your account manager');
    expect(out).toMatch(/who must act +account-manager/);
  });
});
