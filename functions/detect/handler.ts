import { SNSClient } from '@aws-sdk/client-sns';
import { dynamoCanaryStore } from '#shared/adapters/dynamodb/canary.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoDetectorStore } from '#shared/adapters/dynamodb/detectors.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoLedgerStore } from '#shared/adapters/dynamodb/ledger.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import { storedPartials } from '#shared/adapters/dynamodb/stream.ts';
import { tellBy, tellInLog } from '#shared/adapters/emf.ts';
import { heartbeatToTopic, heartbeatToUrl } from '#shared/adapters/heartbeat.ts';
import { readBundledAs } from '#shared/adapters/lambda-settings.ts';
import { postJson } from '#shared/adapters/post.ts';
import { snsNotifier } from '#shared/adapters/sns.ts';
import { WatchBundledSettings } from '#shared/config/bundled-watch.ts';
import { DetectEnvironment } from '#shared/config/environment.ts';
import { catalogueOf } from '#shared/config/extraction.ts';
import { linkSettingsOf } from '#shared/config/links.ts';
import { DETECT_CALLS, FAMILY_DIMENSION, METRICS, SHARDS } from '#shared/config/names.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { watchOf } from '#shared/config/rules.ts';
import { formatMinute, HOUR_MS } from '#shared/domain/time.ts';
import { hearCanary } from '#shared/pipeline/canary.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { measure } from '#shared/pipeline/measure.ts';
import { notify } from '#shared/pipeline/notify.ts';
import { roll } from '#shared/pipeline/roll.ts';
import { sweep } from '#shared/pipeline/sweep.ts';

const environment = parseSettings(DetectEnvironment, process.env, 'environment of detect');
const settings = readBundledAs(WatchBundledSettings, environment.LAMBDA_TASK_ROOT);
const watch = watchOf(settings);
const catalogue = catalogueOf(settings.extraction);
const links = linkSettingsOf(settings.links, {
  region: environment.AWS_REGION,
  logGroups: settings.logGroups,
  prefixes: settings.logGroupPrefixes,
});
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const ports = {
  partials: dynamoPartialStore(table),
  rollups: dynamoRollupStore(table),
  dimensions: dynamoDimensionStore(table),
  detectors: dynamoDetectorStore(table),
  scopes: dynamoScopeStore(table),
  episodes: dynamoEpisodeStore(table),
  silences: dynamoSilenceStore(table),
  markers: dynamoMarkerStore(table),
  notifier: snsNotifier({ client: new SNSClient(), topicArn: environment.TOPIC_ARN }, { catalogue, links }),
  ledger: dynamoLedgerStore(table),
  catalogue,
};
const tell = tellInLog(environment.STACK_NAME);
const tellSubmits = tellBy(environment.STACK_NAME, {
  name: METRICS.submitsByFamily,
  dimension: FAMILY_DIMENSION,
});

const beats = [
  heartbeatToUrl(environment.HEARTBEAT_URL, environment.STACK_NAME, postJson),
  heartbeatToTopic(environment.HEARTBEAT_TOPIC_ARN, environment.STACK_NAME),
];

/** Partials that were stored, or the tick: counts them, then judges the minutes that are over and tells what changed. */
export async function handler(event: { readonly kind?: string; readonly hours?: number }): Promise<void> {
  if (event.kind === DETECT_CALLS.sweep) return sweepHours(event.hours ?? 0);
  if (event.kind === DETECT_CALLS.reconcile) return holdLedger();
  const isTick = event.kind === DETECT_CALLS.tick;
  if (isTick && environment.CANARY_LOG_GROUP !== '') await sing();
  const touched = isTick ? [] : storedPartials(event);
  await roll(touched, ports);
  const changed = await detect(Date.now(), watch, ports);
  const { sent, failures } = await notify(Date.now(), ports);
  if (isTick) await tellMinute();
  tell({
    counts: { [METRICS.ticks]: isTick ? 1 : 0, [METRICS.unsent]: failures.length },
    details: {
      partials: String(touched.length),
      episodesChanged: String(changed.length),
      notificationsSent: String(sent),
    },
  });
  const [failure] = failures;
  if (failure && isTick)
    // what is counted and judged would gain nothing from being done again
    throw new Error(`${failure.notificationId} was not published; it is tried again`, { cause: failure.cause });
  if (isTick) await sendHeartbeats();
}

/** One that is not taken fails nothing: what is missed is the alarm itself. */
async function sendHeartbeats(): Promise<void> {
  const outcomes = await Promise.all(beats.map((beat) => beat()));
  if (outcomes.includes('not-taken')) console.error('a heartbeat was not taken');
}

async function sweepHours(hours: number): Promise<void> {
  const nowMs = Date.now();
  const minutesBehind = await sweep({ fromMs: nowMs - hours * HOUR_MS, toMs: nowMs, shards: SHARDS }, ports);
  tell({ counts: { [METRICS.minutesBehind]: minutesBehind }, details: { hours: String(hours) } });
}

/** Loaded only here, with the client for logs. A line that was not written is not judged either, so nothing else waits for it. */
async function sing(): Promise<void> {
  const { writeCanary } = await import('./canary.ts');
  await writeCanary(environment.CANARY_LOG_GROUP, table).catch((error: Error) => {
    console.error({ message: 'the line of the canary was not written', error: `${error.name}: ${error.message}` });
  });
}

/** What it opens or ends is published with the next tick. Loaded only here, with the client for metrics, which a tick does not need. */
async function holdLedger(): Promise<void> {
  const { missingEvents } = await import('./ledger.ts');
  tell({ counts: { [METRICS.missing]: await missingEvents(environment, settings.logGroups, ports) } });
  if (environment.CANARY_LOG_GROUP === '') return;
  const { lostMs, repeatedMs } = await hearCanary(Date.now(), { ...ports, lines: dynamoCanaryStore(table) });
  tell({
    counts: { [METRICS.canaryLost]: lostMs.length, [METRICS.canaryRepeated]: repeatedMs.length },
    details: { canaryLost: lostMs.map(formatMinute).join(' '), canaryRepeated: repeatedMs.map(formatMinute).join(' ') },
  });
}

async function tellMinute(): Promise<void> {
  const { submitsByFamily, unreadable, openEpisodes, carriers } = await measure(Date.now(), ports);
  tellSubmits(submitsByFamily);
  for (const carrier of carriers) console.info(carrier); // lines and no metrics: the dashboard adds them up
  tell({ counts: { [METRICS.unreadable]: unreadable, [METRICS.openEpisodes]: openEpisodes } });
}
