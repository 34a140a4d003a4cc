import { expect, test } from 'vitest';
import { decodePayload } from '#shared/adapters/cloudwatch-logs/decode.ts';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import type { FailedCall } from '#shared/domain/failed-call.ts';
import { foldMinute } from '#shared/domain/roll.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { type RedrivePorts, redrive } from '#shared/pipeline/redrive.ts';
import { NOON_MS, sha256 } from '../builders.ts';
import { deliveredEvent, deliveryBody, packed } from '../functions/deliveries.ts';

const failedCall = (payload: unknown): FailedCall => ({
  ...{ functionName: 'ingest', failedMs: NOON_MS, condition: 'RetriesExhausted', error: 'Error: it was down' },
  payload,
});
const delivery = (...indexes: readonly number[]) => ({
  awslogs: { data: packed(deliveryBody({ logEvents: indexes.map((index) => deliveredEvent(index)) })) },
});

/** A failure store that holds calls, and the real ingest behind the caller. */
function worldOf(calls: Readonly<Record<string, FailedCall>>) {
  const kept = new Map(Object.entries(calls));
  const stores = memoryStores();
  const settings = {
    ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
    ...{ maxAgeMs: 20 * DAY_MS, maxAheadMs: 2 * HOUR_MS },
  };
  const call = async (_: string, payload: unknown) => {
    try {
      const decoded = decodePayload(JSON.parse(JSON.stringify(payload)).awslogs.data);
      if (decoded.kind === 'batch') await ingest(decoded.batch, NOON_MS, settings, { ...stores, sha256 });
      return null;
    } catch (error) {
      return String(error);
    }
  };
  const ports: RedrivePorts = {
    functions: { call },
    failures: {
      list: async () => [...kept.keys()],
      read: async (name) => kept.get(name) ?? null,
      remove: async (name) => void kept.delete(name),
    },
  };
  const counted = async () => foldMinute(await stores.partials.list(NOON_MS, 0), DEFAULT_CATALOGUE)?.events ?? 0;
  return { kept, ports, counted };
}
async function outcomes(ports: RedrivePorts, isDryRun = false) {
  const found: string[] = [];
  for await (const { name, outcome } of redrive({ isDryRun }, ports)) found.push(`${name} ${outcome}`);
  return found;
}

test('what failed is sent through again, counted once, and forgotten', async () => {
  const { kept, ports, counted } = worldOf({ a: failedCall(delivery(0, 1)), b: failedCall(delivery(1, 2)) });
  expect(await outcomes(ports)).toEqual(['a done', 'b done']);
  expect(await counted()).toBe(3);
  expect(kept.size).toBe(0);
});

test('a dry run tells and does nothing', async () => {
  const { kept, ports, counted } = worldOf({ a: failedCall(delivery(0)) });
  expect(await outcomes(ports, true)).toEqual(['a would-be-called']);
  expect([await counted(), kept.size]).toEqual([0, 1]);
});

test('a crash between the call and the removal redrives once more and counts nothing twice', async () => {
  const { ports, counted } = worldOf({ a: failedCall(delivery(0, 1)) });
  const dying = { ...ports.failures, remove: () => Promise.reject(new Error('died')) };
  await expect(outcomes({ ...ports, failures: dying })).rejects.toThrow('died');
  expect(await outcomes(ports)).toEqual(['a done']);
  expect(await counted()).toBe(2);
});

test('poison fails again and stays, and those after it are counted', async () => {
  const { kept, ports, counted } = worldOf({
    poison: failedCall({ awslogs: { data: 'no delivery' } }),
    good: failedCall(delivery(0)),
  });
  expect(await outcomes(ports)).toEqual(['poison fails-again', 'good done']);
  expect([await counted(), [...kept.keys()]]).toEqual([1, ['poison']]);
});

test.each([
  ['what was kept without its payload', undefined, 'no-payload'],
  ['what CloudFormation asked for', { RequestType: 'Delete', ResponseURL: 'https://…' }, 'answered-otherwise'],
])('%s is not called and stays', async (_, payload, outcome) => {
  const { kept, ports } = worldOf({ a: failedCall(payload) });
  expect(await outcomes(ports)).toEqual([`a ${outcome}`]);
  expect(kept.size).toBe(1);
});

test('what somebody else has redriven meanwhile is passed over', async () => {
  const { ports } = worldOf({ a: failedCall(delivery(0)) });
  const failures = { ...ports.failures, read: async () => null };
  expect(await outcomes({ ...ports, failures })).toEqual(['a unreadable']);
});
