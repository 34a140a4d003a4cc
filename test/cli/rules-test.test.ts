import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { testRules } from '../../cli/local/rules-test/test-rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'mm7watch-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PAIR = { service: 'svc-7', carrier: '31003', total: 20 };
const INCIDENT = [
  { ...PAIR, minutes: 60 },
  { ...PAIR, from: 60, minutes: 10, codes: { 2568: 20 } },
  { ...PAIR, from: 70, minutes: 40 },
];
const EXPECTED = { rule: 'provisioning-auth', code: 2568, service: 'svc-7', carrier: '31003', opens: [60, 62] };

async function run(tests: unknown, settings: object = {}) {
  const file = join(folder, 'rules.test.json');
  const settingsFile = join(folder, 'settings.json');
  writeFileSync(file, `// what has to be told\n${JSON.stringify({ tests })}`);
  writeFileSync(settingsFile, JSON.stringify(settings));
  const lines: string[] = [];
  const failed = await testRules(file, { settings: settingsFile }, (line) => lines.push(line));
  return { failed, text: lines.join('\n') };
}

describe('a test of rules', () => {
  test('holds where the episodes are as expected', async () => {
    const { failed, text } = await run([
      { name: 'told', traffic: INCIDENT, expect: [{ ...EXPECTED, resolves: [80, 100] }] },
    ]);
    expect([failed, text]).toEqual([false, 'ok    told\n1 of 1 as expected']);
  });

  test('may be about delivery reports and about silence', async () => {
    const sends = (minutes: number, from = 0) => ({ ...PAIR, from, minutes });
    const reports = { ...PAIR, total: 0, minutes: 60, reports: { Retrieved: 19, Expired: 1 } };
    const fails = { ...reports, from: 60, minutes: 20, reports: { Retrieved: 5, Expired: 15 } };
    const delivery = { ...EXPECTED, rule: 'delivery', code: 'delivery', opens: [60, 64] };
    const silence = { rule: 'no-traffic', code: 'no-traffic', opens: [1514, 1516], resolves: [1530, 1535] };
    const { text } = await run([
      { name: 'delivery', traffic: [sends(80), reports, fails], expect: [delivery] },
      { name: 'silence', traffic: [sends(1500), sends(30, 1530)], expect: [silence] },
    ]);
    expect(text).toBe('ok    delivery\nok    silence\n2 of 2 as expected');
  });

  test.each<[string, object[], object, string]>([
    [
      'an episode is missing',
      [EXPECTED, { ...EXPECTED, rule: 'throughput', code: 3510 }],
      {},
      'no episode throughput 3510',
    ],
    [
      'one is not expected',
      [],
      {},
      'unexpected: 2568 Unable to authenticate: service svc-7 at carrier 31003, opened in minute 61',
    ],
    [
      'it opens at another time',
      [{ ...EXPECTED, opens: [70, 80] }],
      {},
      'opening in minutes 70-80 opened in minute 61',
    ],
    ['it ends at another time', [{ ...EXPECTED, resolves: [70, 72] }], {}, 'was resolved in minute 8'],
    ['nobody is told', [EXPECTED], { rules: [{ name: 'provisioning-auth', stage: true }] }, 'was told to nobody'],
  ])('fails where %s', async (_why, wanted, settings, problem) => {
    const { failed, text } = await run([{ name: 'told', traffic: INCIDENT, expect: wanted }], settings);
    expect(failed).toBe(true);
    expect(text).toContain('FAILS told');
    expect(text).toContain(problem);
  });

  test.each<[unknown, string]>([
    [[], 'tests: must hold at least one test'],
    [
      [{ name: 'x', traffic: [{ ...PAIR, minutes: 0 }], expect: [] }],
      'tests[0].traffic[0].minutes: must be 1 or more; got 0',
    ],
    [
      [{ name: 'x', traffic: [{ ...PAIR, minutes: 5, codes: { 12: 1 } }], expect: [] }],
      'must be a code of four digits',
    ],
  ])('%j cannot be used: %s', async (tests, message) => {
    await expect(run(tests)).rejects.toThrow(message);
  });
});

test('a file that is not there is told', async () => {
  await expect(testRules(join(folder, 'nowhere.json'), {}, () => {})).rejects.toThrow('cannot be read (ENOENT)');
});
