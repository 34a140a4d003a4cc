import { digestOf } from '#shared/domain/partial.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import type { TouchedMinute } from '#shared/pipeline/ingest.ts';
import type { KeptMessage } from '#shared/ports.ts';
import { randomFrom } from '../../cli/local/gateway/random.ts';
import { watchEpisodes } from './episodes-watch.ts';
import type { Item } from './expressions.ts';
import { DEFAULT_RATES, type Fault, type FaultRates, startWeather } from './faults.ts';
import { composeFunctions, MAX_AGE_MS, sha256 } from './functions.ts';
import { watchOrder } from './order-watch.ts';
import { clientThat, type Invocation, type PlatformOptions, startPlatform } from './platform.ts';
import { secretsAtTheEnd, watchPrivacy } from './privacy-watch.ts';
import { readCounts } from './read-counts.ts';
import { startScheduler } from './scheduler.ts';
import { simulatedTable } from './simulated-table.ts';
import { startSlack } from './slack.ts';
import { startSns } from './sns.ts';
import { startStream } from './stream.ts';
import { differencesBetween, startLedger } from './truth.ts';
import type { Variation } from './variation.ts';
import { type Delivery, makeWorkload, type Workload } from './workload.ts';

/** One run. */
export interface RunOptions extends Pick<PlatformOptions, 'crashAt'> {
  readonly seed: number;
  readonly rates?: FaultRates;
  readonly variation?: Variation;
  /** Called with a line for everything that happens. */
  readonly trace?: (line: string) => void;
  /** In the place of what the seed would make. */
  readonly workload?: Workload;
}

/** What came of a run. */
export interface Outcome {
  readonly seed: number;
  /** Where a promise was broken; empty when all were kept. */
  readonly violations: readonly string[];
  readonly faults: ReadonlyMap<Fault, number>;
  readonly requests: number;
  readonly announced: number;
}

/** Ticks after the last minute of events, time enough for an episode to end. */
const TICKS_AFTER = 6;
/** From the start of a run to its sweeps. */
const QUICK_SWEEP_MS = 10 * MINUTE_MS;
const DAILY_SWEEP_MS = 20 * HOUR_MS;

/** Runs the product's recipes and adapters once, under the faults that a seed decides, and checks its promises. */
export async function simulate(options: RunOptions): Promise<Outcome> {
  const random = randomFrom(options.seed);
  const weather = startWeather(random, options.rates ?? DEFAULT_RATES);
  const workload = options.workload ?? makeWorkload(random, weather);
  const { variation = {} } = options;
  const { startMs, minutes } = workload;
  const endMs = startMs + minutes * MINUTE_MS;
  const scheduler = startScheduler(startMs);
  const trace = (line: string) => options.trace?.(`${new Date(scheduler.nowMs()).toISOString()}  ${line}`);
  const violations: string[] = [];
  const ledger = startLedger();
  const watch = watchEpisodes();
  const order = watchOrder();
  const privacy = watchPrivacy();
  const stored = new Set<string>();

  const onChange = (item: Item) => {
    const pk = item.pk?.S ?? '';
    order.sees(item);
    if (pk.startsWith('E#')) watch.sees(item);
    if (!pk.startsWith('P#')) return;
    for (const digest of digestsIn(item)) stored.add(digest);
    stream.take(touchedBy(pk));
  };
  const table = simulatedTable({ nowMs: scheduler.nowMs, pageSize: random.pick([1, 2, 5, 100]), onChange });
  const platform = startPlatform({
    ...{ scheduler, table, random, weather, trace },
    ...{ variation, crashAt: options.crashAt },
  });
  const shards = 1 + random.below(2);
  let announced = 0;
  const sns = startSns({
    ...{ scheduler, random, weather, trace, startMs },
    arrives(notification, copies) {
      announced += 1;
      watch.hears(notification, scheduler.nowMs());
      privacy.hears(notification);
      slack.expects(notification.id);
      const message = { id: notification.id, atMs: scheduler.nowMs(), text: notification.id };
      for (let copy = 0; copy < copies; copy++) bringToSlack(message).catch((error) => violations.push(String(error)));
    },
  });
  const slack = startSlack({ scheduler, random, weather, trace, startMs, somebodyDies: options.crashAt !== undefined });
  const redeliver = (invocation: Invocation) => functions.deliver(invocation, null, scheduler.nowMs());
  /** The topic calls until it is heard; what is kept then is brought by the clock, of whose calls only some are played; Slack is well within a day. */
  const bringToSlack = async (message: KeptMessage) => {
    await platform.invokeUntilDone('slack', (invocation) => functions.deliver(invocation, message, scheduler.nowMs()));
    for (const minutes of [2, 3, 10, 60, 180, 360]) {
      if (!slack.lacks(message.id)) return;
      await scheduler.sleep(minutes * MINUTE_MS);
      await platform.invoke('redeliver', redeliver).catch(() => {});
    }
    await scheduler.sleep(DAY_MS);
    if (slack.lacks(message.id)) await platform.invokeCalmly('redeliver', redeliver);
  };
  const functions = composeFunctions({
    ...{ shards, notifierOf: sns.notifierOf, slackOf: slack.portsOf, variation },
    onLog: privacy.logs,
  });
  const stream = startStream({
    scheduler,
    platform,
    random,
    weather,
    trace,
    roll: functions.roll,
    lossUntilMs: startMs + DAILY_SWEEP_MS - HOUR_MS,
  });

  const deliver = async (delivery: Delivery) => {
    await scheduler.sleep(delivery.atMs - startMs);
    const nowMs = scheduler.nowMs();
    ledger.note(delivery, nowMs, MAX_AGE_MS);
    await platform.invokeUntilDone('ingest', (invocation) => functions.ingest(invocation, delivery, scheduler.nowMs()));
    for (const { id, truth, timestampMs } of delivery.batch.events) {
      const isCounted = truth !== null && timestampMs >= nowMs - MAX_AGE_MS;
      if (isCounted && !stored.has(digestOf(delivery.batch, id, sha256)))
        violations.push(`${id} was acknowledged and is not stored`);
    }
  };
  const tick = async (atMs: number) => {
    await scheduler.sleep(atMs - startMs);
    const once = () => platform.invoke('tick', (invocation) => functions.tick(invocation, scheduler.nowMs()));
    await Promise.allSettled(weather.strikes('doubleTick') ? [once(), once()] : [once()]);
  };
  const sweepAfter = async (delayMs: number) => {
    await scheduler.sleep(delayMs);
    if (!weather.counts.has('streamLoss') && !weather.counts.has('streamGivesUp')) return; // what a sweep would mend otherwise is to be found
    const range = { fromMs: startMs, toMs: endMs };
    await platform.invokeUntilDone('sweep', (invocation) => functions.sweep(invocation, range));
  };
  const all = (async () => {
    const ticks = Array.from(
      { length: minutes + TICKS_AFTER },
      (_, at) => startMs + (at + 1) * MINUTE_MS + random.below(5_000),
    );
    await Promise.all([
      ...workload.deliveries.map(deliver),
      ...[...ticks, startMs + 70 * MINUTE_MS].map(tick),
      ...[QUICK_SWEEP_MS, DAILY_SWEEP_MS].map(sweepAfter),
    ]);
  })();
  all.catch((error) => violations.push(`nothing was wrong any more, and yet: ${error}`));
  await scheduler.run();
  const notifyAtLast = async (invocation: Invocation) => {
    await invocation.wait(5 * MINUTE_MS); // what was taken up just now is its sender's for two minutes
    await functions.notify(invocation, scheduler.nowMs());
  };
  platform.invokeCalmly('notify', notifyAtLast).catch((error) => violations.push(String(error)));
  await scheduler.run();

  const range = { fromMs: startMs, toMs: endMs };
  const readable = { client: clientThat(async (command) => table.apply(command)), items: table.items() };
  violations.push(
    ...watch.violations(),
    ...(weather.counts.has('stall') ? [] : watch.repeats()),
    ...order.violations(),
    ...differencesBetween(ledger.expected(), await readCounts(readable, range)),
    ...privacy.violations(),
    ...sns.violations(),
    ...slack.violations(),
    ...(await secretsAtTheEnd(readable, range)),
  );
  return { seed: options.seed, violations, faults: weather.counts, requests: platform.requests(), announced };
}

function touchedBy(pk: string): TouchedMinute {
  const [, minute = '', shard] = pk.split('#');
  return { minuteStartMs: Date.parse(minute), shard: Number(shard) };
}

/** The digests of a partial, each 12 bytes. */
function digestsIn(item: Item): string[] {
  return Object.values(item.c?.M ?? {}).flatMap(
    ({ B = new Uint8Array() }) => Buffer.from(B).toString('hex').match(/.{24}/g) ?? [],
  );
}
