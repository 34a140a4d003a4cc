import { setTimeout as pause } from 'node:timers/promises';
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { Notification } from '#shared/domain/message/notification.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { randomFrom } from '../../cli/local/gateway/random.ts';
import { FAULTS_AFTER_EFFECT, FAULTS_BEFORE_EFFECT, type ProxyFault, SLOW_MS } from '../proxy/faulty-proxy.ts';
import { startProxiedDatabase } from '../proxy/through-proxy.ts';
import type { Item } from '../simulation/expressions.ts';
import { parseRates, startWeather } from '../simulation/faults.ts';
import { composeFunctions, MAX_AGE_MS, storesOf } from '../simulation/functions.ts';
import { readCounts } from '../simulation/read-counts.ts';
import { differencesBetween, startLedger } from '../simulation/truth.ts';
import { makeWorkload, type Workload } from '../simulation/workload.ts';

const RATE_SHARE = 0.1;
const ATTEMPTS = 20;

test.each<[string, readonly [ProxyFault, ...ProxyFault[]], number]>([
  ['requests that never arrive', FAULTS_BEFORE_EFFECT, 11],
  ['requests that take effect and are not answered', FAULTS_AFTER_EFFECT, 15],
  ['everything at once', [...FAULTS_BEFORE_EFFECT, ...FAULTS_AFTER_EFFECT], 14],
])('counts and episodes are exact behind a network of %s', { timeout: 60_000 }, async (_, kinds, seed) => {
  const proxied = await startProxiedDatabase({ seed, kinds, rateShare: RATE_SHARE });
  try {
    const { expected, range, announced } = await runThrough(proxied.client, seed);
    await pause(2 * SLOW_MS); // what was given up takes effect yet
    const { client } = proxied.database;
    const counts = await readCounts({ client, items: await scan(client) }, range);
    expect(differencesBetween(expected, counts)).toEqual([]);
    const { episodes } = storesOf({ client, wait: async () => {} });
    expect((await episodes.listActive()).filter(({ outbox }) => outbox.length > 0)).toEqual([]);
    const transitions = (await episodes.listBetween(range.fromMs, range.toMs)).flatMap(({ history }) => history);
    expect(announced).toBe(transitions.length);
    expect(announced).toBeGreaterThan(0);
    expect([...proxied.proxy.faults.keys()].sort()).toEqual([...kinds].sort());
  } finally {
    await proxied.close();
  }
});

const noSlack = { send: async () => {}, sendTogether: async () => {} };

/** Ingests a workload with repeats, rolls every minute twice beside itself, and steps the detector through its minutes. */
async function runThrough(client: DynamoDBClient, seed: number) {
  const { startMs, minutes, deliveries } = workloadOf(seed);
  const invocation = { name: 'test', client, isCalm: false, wait: (ms: number) => pause(ms / 10) };
  const ledger = startLedger();
  const heard = new Set<string>();
  const notifierOf = () => ({
    async notify(notification: Notification) {
      for (const { id } of notification.late ?? [notification]) heard.add(id);
    },
  });
  const functions = composeFunctions({ shards: 2, notifierOf, slackOf: () => noSlack, variation: {} });
  for (const delivery of deliveries) ledger.note(delivery, delivery.atMs, MAX_AGE_MS);
  await Promise.all(
    deliveries.map((delivery) => untilDone(() => functions.ingest(invocation, delivery, delivery.atMs))),
  );
  const range = { fromMs: startMs, toMs: startMs + minutes * MINUTE_MS };
  const rollAll = () => untilDone(() => functions.sweep(invocation, range));
  await Promise.all([rollAll(), rollAll()]);
  for (let minute = 1; minute <= minutes + 6; minute++)
    await untilDone(() => functions.tick(invocation, startMs + minute * MINUTE_MS));
  await untilDone(() => functions.notify(invocation, startMs + (minutes + 60) * MINUTE_MS));
  return { expected: ledger.expected(), range, announced: heard.size };
}

function workloadOf(seed: number): Workload {
  const random = randomFrom(seed);
  return makeWorkload(random, startWeather(random, parseRates('all=0,duplicate=0.3,recut=0.3,oldParser=0.2')));
}

/** As Lambda does with what fails. */
async function untilDone(act: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function scan(client: DynamoDBClient): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: 'mm7watch', ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  return items;
}
