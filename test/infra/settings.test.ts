import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsOf } from '../../infra/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'mm7watch-settings-'));
const file = join(folder, 'mms.json');
beforeAll(() => {
  writeFileSync(file, '{ "logGroups": { "names": ["/mms/gateway"] }, /* for now */ "filterPattern": "MM7" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settingsWith = (context: Record<string, unknown>) => settingsOf(new App({ context }).node);

test('without a file and without context everything has its default', () => {
  expect(settingsWith({})).toMatchObject({ logGroups: { names: [], prefixes: [] }, ingestion: { mode: 'direct' } });
});

test('a file is named by the context', () => {
  expect(settingsWith({ settings: file })).toMatchObject({
    logGroups: { names: ['/mms/gateway'] },
    filterPattern: 'MM7',
  });
});

test('sections in the context of cdk.json win over those of the file', () => {
  const settings = settingsWith({ settings: file, mm7watch: { filterPattern: '', retention: { functionLogDays: 7 } } });
  expect(settings).toMatchObject({
    logGroups: { names: ['/mms/gateway'] },
    filterPattern: '',
    retention: { functionLogDays: 7 },
  });
});

test.each([
  [{ logGroups: { names: 'all' } }, `${file} and cdk.json: logGroups.names: `],
  [
    { canary: { logGroup: '/mms/other' } },
    `${file} and cdk.json: canary.logGroup: must be a log group that is read, by logGroups.names or logGroups.prefixes, or no line of it is counted; got "/mms/other"`,
  ],
  [{ logGroup: '/mms' }, `${file} and cdk.json: unknown "logGroup"; see docs/settings.md`],
])('%j in the context is refused with where it stands', (mm7watch, message) => {
  expect(() => settingsWith({ settings: file, mm7watch })).toThrow(message);
});
