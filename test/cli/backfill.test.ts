import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time.ts';
import type { BackfillPorts } from '#shared/pipeline/backfill.ts';
import { type BackfillOptions, runBackfill } from '../../cli/aws/backfill.ts';
import { NOON_MS, sha256 } from '../builders.ts';

const NOW_MS = NOON_MS + HOUR_MS;
const message = 'mm7 submit answered status_code=2568 vasid=svc-1 carrier=31002';
const portsOf = (owner: string | null = '123456789012'): BackfillPorts => ({
  logs: {
    ownerOf: async () => owner,
    async *read({ fromMs, toMs }) {
      if (fromMs <= NOON_MS && NOON_MS < toMs) yield [{ id: '1', logStream: 'i-1', timestampMs: NOON_MS, message }];
    },
  },
  partials: memoryStores().partials,
  progress: { load: async () => null, save: async () => {} },
  sha256,
});
const run = (options: Partial<BackfillOptions>, ports = portsOf()) =>
  runBackfill({ table: 't', logGroup: '/mms/gateway', ...options }, NOW_MS, ports);

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

test('tells what it read, by whole minutes', async () => {
  await run({ from: '2026-11-23T11:59:30Z', to: '2026-11-23T12:04:10Z' });
  expect(said).toBe(
    '/mms/gateway, 2026-11-23T11:59Z to 2026-11-23T12:05Z: 1 events read, 1 statuses in them\n' +
      'what was counted already is counted once; tables are up to date within a minute\n',
  );
});

test('says what replacing does', async () => {
  await run({ from: '2026-11-23T12:00Z', to: '2026-11-23T12:10Z', replace: true });
  expect(said).toContain('10 whole minutes of /mms/gateway are counted anew');
});

test.each([
  ['no start', {}, portsOf(), 'backfill needs the start of its range'],
  ['a start that is too old', { from: '2026-10-01' }, portsOf(), 'nothing older than 20 days can be counted'],
  [
    'a recount of what is still delivered',
    { since: '30m', replace: true },
    portsOf(),
    '--replace must leave the last 15',
  ],
  ['a log group that is not there', { since: '1h' }, portsOf(null), 'there is no log group /mms/gateway'],
] as const)('%s is told with the remedy', async (_, options, ports, told) => {
  await expect(run(options, ports)).rejects.toThrow(told);
});

test('up to 20 days back can be read', async () => {
  await expect(run({ from: new Date(NOW_MS - 20 * DAY_MS).toISOString() })).resolves.toBeUndefined();
});
