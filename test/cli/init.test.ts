import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseJsonc } from '#shared/config/jsonc.ts';
import { parseChatChannel } from '../../cli/init/chat-channel.ts';
import { writeSettings } from '../../cli/init/write-settings.ts';
import { loadSettings } from '../../cli/local/settings.ts';

const ANSWERS = {
  logGroups: ['/mms/gateway'],
  prefixes: ['/mms/more'],
  emails: ['oncall@example.com'],
  slackSecretName: 'mms/slack',
  amazonQ: [],
};
const NOTHING = { logGroups: [], prefixes: [], emails: [], amazonQ: [] };

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
    await writeSettings(file, NOTHING, { overwrite: false });
    expect(await loadSettings(file)).toMatchObject({ logGroups: { names: [] }, removalPolicy: 'retain' });
    expect(readFileSync(file, 'utf8')).toContain('// Log groups of the gateway');
  });

  test('holds every channel and the stream where they were answered', async () => {
    const amazonQ = [{ application: 'slack', workspaceId: 'T0123456789', channelId: 'C0123456789' }] as const;
    const slackBot = { tokenSecretName: 'mms/bot', channel: 'C0123456789' };
    const heartbeatUrl = 'https://beat.example/1';
    const ingestion = { mode: 'kinesis', organizationId: 'o-exampleorgid' } as const;
    await writeSettings(file, { ...NOTHING, amazonQ, slackBot, heartbeatUrl, ingestion }, { overwrite: false });
    expect(await loadSettings(file)).toMatchObject({ channels: { amazonQ, slackBot, heartbeatUrl }, ingestion });
  });

  test.each([
    ['a folder of its own', () => file],
    ['the folder of the schema', () => join(import.meta.dirname, '../..', 'init-test.config.json')],
  ])('in %s names the schema where it lies, so that editors find it', async (_where, named) => {
    const at = named();
    await writeSettings(at, NOTHING, { overwrite: false });
    const { $schema } = z.object({ $schema: z.string() }).parse(parseJsonc(readFileSync(at, 'utf8'), at));
    rmSync(at);
    expect(JSON.parse(readFileSync(resolve(dirname(at), $schema), 'utf8'))).toHaveProperty('$schema');
    expect($schema).toMatch(/^\.\.?\//);
  });

  test('holds examples that can be used as they stand once they are no comments', async () => {
    await writeSettings(file, { ...NOTHING, logGroups: ['/mms/gateway'] }, { overwrite: false });
    const text = readFileSync(file, 'utf8').replace(/^( +)\/\/ (?="(?!slackBot))/gm, '$1');
    writeFileSync(file, text);
    expect(await loadSettings(file)).toMatchObject({
      channels: { slackWebhookSecretName: 'mms/slack-webhook', amazonQ: [{ application: 'slack' }] },
      table: { customerManagedKey: true },
      canary: { logGroup: '/mms/gateway' },
      extraction: { fields: { code: ['resultCode'] } },
    });
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

test.each([
  ['T0123456789/C0123456789', { application: 'slack', workspaceId: 'T0123456789', channelId: 'C0123456789' }],
  ['t/team/19%3achannel', { application: 'teams', tenantId: 't', teamId: 'team', channelId: '19%3achannel' }],
  ['C0123456789', null],
  ['T0123456789/', null],
])('%s on the command line is a channel of chat: %j', (text, channel) => {
  expect(parseChatChannel(text)).toEqual(channel);
});
