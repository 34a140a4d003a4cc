import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { LEDGER_STEP_MS, type LedgerRow } from '#shared/domain/ledger.ts';
import { notificationOf } from '#shared/domain/message/notification.ts';
import { textOf } from '#shared/domain/message/text.ts';
import type { LogEvent } from '#shared/domain/model.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { backfill } from '#shared/pipeline/backfill.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { notify } from '#shared/pipeline/notify.ts';
import { reconcile } from '#shared/pipeline/reconcile.ts';
import { sweep } from '#shared/pipeline/sweep.ts';
import { logBatch, NOON_MS, sha256 } from '../builders.ts';

const EVENTS = 120;
const NOW_MS = NOON_MS + HOUR_MS + 20 * MINUTE_MS;
const SETTINGS = {
  ...{ extraction: () => DEFAULT_EXTRACT_SETTINGS, shards: 1 },
  ...{ maxAgeMs: 20 * DAY_MS, maxAheadMs: 2 * HOUR_MS },
};
const LOG_GROUP = '/mms/gateway';

/** A log group with two lines a minute for an hour. */
const events: readonly LogEvent[] = Array.from({ length: EVENTS }, (_, at) => ({
  ...{ id: `e${at}`, timestampMs: NOON_MS + at * 30_000 },
  message: `mm7 submit answered status_code=1000 tid=t${at} vasid=svc-1 carrier=31002`,
}));

/** The log group with what CloudWatch says of it, a table, and what of the events is delivered. */
async function worldOf(delivered: readonly LogEvent[]) {
  const stores = memoryStores();
  const kept: LedgerRow[] = [];
  const arrivals = {
    async list(_: string, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
      const lines = [];
      for (let startMs = fromMs; startMs < toMs; startMs += LEDGER_STEP_MS) {
        const isWithin = ({ timestampMs }: LogEvent) =>
          timestampMs >= startMs && timestampMs < startMs + LEDGER_STEP_MS;
        const incoming = events.filter(isWithin).length;
        lines.push({ startMs, incoming, forwarded: incoming, failed: 0, throttled: 0, refused: 0 });
      }
      return lines;
    },
  };
  const ledger = {
    put: async (_: string, rows: readonly LedgerRow[]) => void kept.push(...rows),
    list: async () => kept,
  };
  const ports = { ...stores, arrivals, ledger, sha256, catalogue: DEFAULT_CATALOGUE };
  const count = () => sweep({ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS, shards: 1 }, ports);
  await ingest(logBatch({ events: delivered }), NOW_MS, SETTINGS, ports);
  await count();
  const settings = { logGroups: [LOG_GROUP], isFiltered: false, tableName: 'counts' };
  const hold = (nowMs = NOW_MS) => reconcile(nowMs, settings, ports);
  const active = () => stores.episodes.listActive();
  return { ports, count, hold, active, kept };
}
const lost = [...events.slice(0, 40), ...events.slice(52)];

test('where everything is counted the ledger balances and nobody is told', async () => {
  const { hold, active, kept } = await worldOf(events);
  expect(await hold()).toBe(0);
  expect(await active()).toEqual([]);
  expect(kept.find(({ startMs }) => startMs === NOON_MS)).toMatchObject({
    incoming: 10,
    seen: 10,
    matched: 10,
    missing: 0,
  });
});

test('events that were never delivered open an episode that says how to count them', async () => {
  const { hold, active } = await worldOf(lost);
  expect(await hold()).toBe(12);
  const [episode] = await active();
  expect(episode).toMatchObject({ rule: 'lost-logs', state: 'open', errors: 12, messages: 20 });
  const [entry] = episode?.outbox ?? [];
  expect(episode && entry && textOf(notificationOf(episode, entry))).toEqual({
    title: 'ALERT: Log events not counted: /mms/gateway',
    lines: [
      '12 of 20 events that arrived from 2026-11-23T12:20Z to 2026-11-23T12:30Z were not counted',
      'count them: mm7watch backfill --table counts --log-group /mms/gateway --from 2026-11-23T11:20Z --to 2026-11-23T12:30Z',
    ],
  });
});

test('the episode is one however often the ledger is held', async () => {
  const { hold, active } = await worldOf(lost);
  await hold();
  await hold(NOW_MS + 5 * MINUTE_MS);
  await hold(NOW_MS + 5 * HOUR_MS);
  expect((await active()).map(({ history }) => history.map(({ reason }) => reason))).toEqual([['opened']]);
});

test('the backfill it names counts them, and resolves it', async () => {
  const { ports, hold, active, count } = await worldOf(lost);
  await hold();
  const logs = {
    ownerOf: async () => '123456789012',
    async *read({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
      const found = events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs);
      yield found.map((event) => ({ ...event, logStream: 'i-1' }));
    },
  };
  const request = {
    ...{ owner: '123456789012', logGroup: LOG_GROUP, filterPattern: '', replaces: false },
    ...{ fromMs: NOON_MS - 40 * MINUTE_MS, toMs: NOON_MS + 30 * MINUTE_MS },
  };
  const progress = { load: async () => null, save: async () => {} };
  for await (const _ of backfill(request, NOW_MS, SETTINGS, { ...ports, logs, progress }));
  await count();
  const sent: string[] = [];
  expect(await hold(NOW_MS + 5 * MINUTE_MS)).toBe(0);
  await notify(NOW_MS, { ...ports, notifier: { notify: async ({ reason }) => void sent.push(reason) } });
  expect(sent).toEqual(['opened', 'resolved']);
  expect(await active()).toEqual([]);
});

test('a log group that should be read and never was is told of', async () => {
  const { hold, active } = await worldOf([]);
  expect(await hold()).toBe(EVENTS);
  expect((await active())[0]).toMatchObject({ errors: EVENTS, messages: EVENTS });
});

test('what is too old to be counted ends unmended', async () => {
  const { hold, active } = await worldOf(lost);
  await hold();
  await hold(NOW_MS + 21 * DAY_MS);
  expect((await active())[0]?.history.map(({ reason }) => reason)).toEqual(['opened', 'stale']);
});
