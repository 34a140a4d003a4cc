/**
 * How large each function's bundle is and how long it takes to load, beside a bundle that holds nothing but the DynamoDB
 * client: `npm run bench:coldstart`. All are loaded in turn, round after round, each in a new process; medians are compared,
 * so that what else the machine does falls on all alike. Ends with code 1 where ingest is over its bounds.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { type BuildOptions, build } from 'esbuild';
import { BUNDLE_OPTIONS, entryOf } from '../infra/constructs/bundle.ts';
import type { BundledSettingsInput } from '../shared/config/bundled.ts';
import type { EnvironmentOf } from '../shared/config/environment.ts';
import { BUNDLED_SETTINGS_FILE } from '../shared/config/names.ts';

const ROUNDS = 15;
/** Bounds of ingest, the one function that runs with every delivery. */
const MOST_BYTES = 400_000;
const MOST_RATIO = 1.3;

/** Loads a bundle in a new process and says how many milliseconds that took. */
const LOADER = `const startedMs = performance.now(); require(process.argv[1]); console.log(performance.now() - startedMs)`;

type Environment = Readonly<Record<string, string>> &
  EnvironmentOf<'detect'> &
  EnvironmentOf<'ingest'> &
  EnvironmentOf<'notify'> &
  EnvironmentOf<'query'> &
  EnvironmentOf<'slack-actions'> &
  EnvironmentOf<'act'> &
  EnvironmentOf<'subscribe'> &
  EnvironmentOf<'widget'>;

/** What the functions find in their environments. */
const ENVIRONMENT: Environment = {
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CANARY_LOG_GROUP: '',
  DESTINATION_ARN: 'arn:aws:lambda:us-east-1:123456789012:function:ingest',
  DESTINATION_ROLE_ARN: '',
  DESTINATION_TYPE: 'Lambda',
  FILTER_NAME: 'mm7watch',
  FILTER_PATTERN: '',
  HEARTBEAT_TOPIC_ARN: '',
  HEARTBEAT_URL: '',
  LOG_GROUP_PREFIXES: '[]',
  NAMED_LOG_GROUPS: '[]',
  NODE_OPTIONS: '--enable-source-maps',
  SIGNING_SECRET_NAME: 'mms/slack-signing',
  SLACK_BUTTONS: 'no',
  SLACK_CHANNEL: '',
  SLACK_SECRET_NAME: 'mms/slack',
  STACK_NAME: 'mm7watch',
  TABLE_NAME: 'mm7watch',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:mm7watch',
};

const SETTINGS: BundledSettingsInput = { extraction: {}, logGroups: [] };

const ENTRIES = [
  { name: 'ingest', entryPoint: entryOf('ingest') },
  { name: 'ingest (kinesis)', entryPoint: entryOf('ingest', 'kinesis-handler') },
  { name: 'detect', entryPoint: entryOf('detect') },
  { name: 'notify', entryPoint: entryOf('notify') },
  { name: 'query', entryPoint: entryOf('query') },
  { name: 'slack-actions', entryPoint: entryOf('slack-actions') },
  { name: 'act', entryPoint: entryOf('act') },
  { name: 'subscribe', entryPoint: entryOf('subscribe') },
  { name: 'widget', entryPoint: entryOf('widget') },
];

/** A bundle that was built. */
interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly folder: string;
  readonly sizeBytes: number;
}

const folder = mkdtempSync(join(tmpdir(), 'mm7watch-coldstart-'));
try {
  const client = await buildClient();
  const bundles = [
    client,
    ...(await Promise.all(ENTRIES.map(({ name, entryPoint }) => buildBundle(name, { entryPoints: [entryPoint] })))),
  ];
  const loadMs = measure(bundles);
  const clientMs = loadMs.get(client.name) ?? 0;
  const results = bundles.map(({ name, sizeBytes }) => {
    const medianMs = loadMs.get(name) ?? 0;
    return { name, sizeBytes, loadMs: Number(medianMs.toFixed(1)), ratio: Number((medianMs / clientMs).toFixed(2)) };
  });
  print(results);
  const ingest = results.find(({ name }) => name === 'ingest');
  if (!ingest || ingest.sizeBytes > MOST_BYTES || ingest.ratio > MOST_RATIO) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The client as anybody would bundle it. */
function buildClient(): Promise<Bundle> {
  const contents =
    "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; export const client = new DynamoDBClient({});";
  return buildBundle('DynamoDB client alone', { stdin: { contents, resolveDir: import.meta.dirname }, external: [] });
}

async function buildBundle(name: string, options: BuildOptions): Promise<Bundle> {
  const own = join(folder, name.replaceAll(/\W/g, '-'));
  const file = join(own, 'index.js');
  mkdirSync(own);
  await build({ ...BUNDLE_OPTIONS, ...options, outfile: file });
  writeFileSync(join(own, BUNDLED_SETTINGS_FILE), JSON.stringify(SETTINGS));
  return { name, file, folder: own, sizeBytes: statSync(file).size };
}

function measure(bundles: readonly Bundle[]): Map<string, number> {
  const times = new Map<string, number[]>(bundles.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const bundle of bundles) times.get(bundle.name)?.push(loadOnce(bundle));
  }
  return new Map([...times].map(([name, all]) => [name, medianOf(all)]));
}

function loadOnce({ file, folder: taskRoot }: Bundle): number {
  const env = { ...ENVIRONMENT, PATH: process.env.PATH, LAMBDA_TASK_ROOT: taskRoot };
  return Number(execFileSync(process.execPath, ['-e', LOADER, file], { env, encoding: 'utf8' }));
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(results: readonly { name: string; sizeBytes: number; loadMs: number; ratio: number }[]): void {
  const table = new Table({ head: ['bundle', 'bytes', 'load ms', 'ratio'], style: { head: [], border: [] } });
  for (const { name, sizeBytes, loadMs, ratio } of results) table.push([name, sizeBytes, loadMs, ratio.toFixed(2)]);
  process.stdout.write(`${table.toString()}\n${JSON.stringify({ node: process.version, rounds: ROUNDS, results })}\n`);
}
