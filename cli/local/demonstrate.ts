import { setTimeout as wait } from 'node:timers/promises';
import { catalogueOf } from '#shared/config/extraction.ts';
import { NO_LINKS } from '#shared/domain/message/links.ts';
import { EVERYTHING } from '#shared/domain/scope.ts';
import { formatDuration, formatMinute, HOUR_MS, MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { queryOutcomes, queryOverview } from '#shared/pipeline/query.ts';
import { localApi } from '../console/api.ts';
import { openConsole } from '../console/open-console.ts';
import { pc } from '../terminal/colours.ts';
import { outputOf, type RunOutput } from '../terminal/run-output.ts';
import { count, outcomeTable } from '../terminal/tables.ts';
import { type GatewayMinute, simulateGateway } from './gateway/simulate.ts';
import { type LocalPipeline, openLocalPipeline } from './pipeline.ts';
import { playMinute } from './play-minute.ts';
import type { RunOptions } from './run-options.ts';
import { loadSettings } from './settings.ts';

/** Simulated time that is played; three incidents and their recoveries fit in. */
const MINUTES = 144;
/** The gateway's day begins at nine, so that the times in a transcript are the same every day. */
const START_OF_DAY_MS = 9 * HOUR_MS;
/** Without a terminal the state is told this often. */
const TELL_EVERY_MINUTES = 30;

/**
 * Plays a simulated gateway through the whole pipeline with an accelerated clock: minute by minute its log events are
 * ingested, rolled, judged and told of, as they would be in the account of a user.
 */
export async function demonstrate(options: RunOptions): Promise<void> {
  const settings = await loadSettings(options.settings);
  const output = outputOf(options, { catalogue: catalogueOf(settings.extraction), links: NO_LINKS });
  const startMs = lastPlayBefore(Date.now());
  const pipeline = await openLocalPipeline({
    storeFolder: options.store,
    settings,
    notifier: { notify: async (notification) => output.notified(notification) },
  });
  try {
    output.say(introduction(options.seconds));
    let nowMs = startMs;
    const page = await openConsole({ ...options, api: localApi(pipeline.query, () => nowMs), say: output.say });
    const played = (untilMs: number) => {
      nowMs = untilMs;
      page.tell(nowMs);
    };
    played(startMs);
    const gateway = simulateGateway({ seed: options.seed, startMs, minutes: MINUTES });
    await playMinutes(gateway, { startMs, pipeline, output, played, paceMs: (options.seconds * 1000) / MINUTES });
    output.finish(await queryOverview({ fromMs: startMs, toMs: startMs + MINUTES * MINUTE_MS }, pipeline.query), []);
    output.say(`\n${WHAT_NEXT}`);
    await page.leave(options.keep === true);
  } finally {
    await pipeline.close();
  }
}

/** When the last of the gateway's days began that was over before an instant: nothing that is played, kept and asked lies in the future. */
export function lastPlayBefore(nowMs: number): number {
  return startOf('day', nowMs - START_OF_DAY_MS - MINUTES * MINUTE_MS) + START_OF_DAY_MS;
}

interface Stage {
  readonly startMs: number;
  readonly pipeline: LocalPipeline;
  readonly output: RunOutput;
  /** Told after each minute. */
  readonly played: (nowMs: number) => void;
  readonly paceMs: number;
}

async function playMinutes(gateway: Iterable<GatewayMinute>, stage: Stage): Promise<void> {
  const { startMs, pipeline, output, played: tell, paceMs } = stage;
  const beganMs = performance.now();
  let seen = 0;
  for (const minute of gateway) {
    const nowMs = minute.minuteStartMs + MINUTE_MS;
    seen += await playMinute(minute, nowMs, pipeline);
    tell(nowMs);
    const played = (nowMs - startMs) / MINUTE_MS;
    const rows = await queryOutcomes({ scope: EVERYTHING, range: { fromMs: startMs, toMs: nowMs } }, pipeline.query);
    output.live(() => `${clockLine(nowMs, seen)}\n${outcomeTable(rows)}`);
    if (!process.stdout.isTTY && played % TELL_EVERY_MINUTES === 0) output.say(clockLine(nowMs, seen));
    await wait(Math.max(0, beganMs + played * paceMs - performance.now()));
  }
}

function clockLine(nowMs: number, seen: number): string {
  return pc.dim(`${formatMinute(nowMs)}  ${count(seen)} log events read`);
}

function introduction(seconds: number): string {
  return [
    pc.bold('mm7watch: a simulated MM7 gateway'),
    `${formatDuration(MINUTES * MINUTE_MS)} of its logs in ${seconds} seconds, through ingest, roll, detect and notify on an embedded DynamoDB.`,
    'Three things will break: the credentials of a service, provisioning at a carrier, the throughput of another service.',
    '',
  ].join('\n');
}

const WHAT_NEXT = `Your own logs: npm start -- gateway.log   (text, JSON Lines, CloudWatch JSON, .gz, - for standard input)`;
