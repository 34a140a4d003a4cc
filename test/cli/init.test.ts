import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeSettings } from '../../cli/init/write-settings.ts';
import { loadSettings } from '../../cli/local/settings.ts';

const ANSWERS = {
  logGroups: ['/mms/gateway'],
  prefixes: ['/mms/more'],
  emails: ['oncall@example.com'],
  slackSecretName: 'mms/slack',
};

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mm7watch-init-'));
  file = join(folder, 'mm7watch.config.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a new settings file', () => {
  test('holds what was answered and can be read back', async () => {
    await writeSettings(file, ANSWERS, { overwrite: false });
    expect(await loadSettings(file)).toMatchObject({
      logGroups: { names: ['/mms/gateway'], prefixes: ['/mms/more'] },
      channels: { emails: ['oncall@example.com'], slackWebhookSecretName: 'mms/slack' },
    });
  });

  test('holds the defaults and says what each setting is for where nothing was answered', async () => {
    await writeSettings(
      file,
      { logGroups: [], prefixes: [], emails: [], slackSecretName: undefined },
      { overwrite: false },
    );
    expect(await loadSettings(file)).toMatchObject({ logGroups: { names: [] }, removalPolicy: 'retain' });
    expect(readFileSync(file, 'utf8')).toContain('// Log groups of the gateway');
  });

  test('is never written over another unless that is asked for', async () => {
    writeFileSync(file, 'mine');
    await expect(writeSettings(file, ANSWERS, { overwrite: false })).rejects.toThrow(/is there already; .* --force/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    await writeSettings(file, ANSWERS, { overwrite: true });
    expect(readFileSync(file, 'utf8')).not.toBe('mine');
  });

  test('is not written where an answer cannot be used', async () => {
    const wrong = { ...ANSWERS, emails: ['nobody'] };
    await expect(writeSettings(file, wrong, { overwrite: false })).rejects.toThrow(
      'channels.emails[0]: must be an e-mail',
    );
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });
});
