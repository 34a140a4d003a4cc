import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run-command.ts';
import { waitUntil } from './wait.ts';

/** The emulator of AWS, as it was last looked into; see `docs/emulator.md`. */
const PACKAGES = ['ministack==1.5.33', 'boto3==1.43.106'];
const ROOT = join(import.meta.dirname, '../..');
const PYTHON_FOLDER = join(ROOT, '.venv');

/** An emulator that runs. */
export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** What commands and clients need to speak to it and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the test may leave what it makes; goes with the emulator. */
  readonly folder: string;
  /** The last lines of its log, for when something fails. */
  readonly lastWords: () => string;
  readonly stop: () => Promise<void>;
}

/** Installs the emulator into `.venv` where it is not there already. */
export async function installEmulator(): Promise<void> {
  const stamp = join(PYTHON_FOLDER, PACKAGES.join(','));
  if (existsSync(stamp)) return;
  await rm(PYTHON_FOLDER, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', PYTHON_FOLDER]);
  await run(join(PYTHON_FOLDER, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES]);
  await mkdir(stamp);
}

/** Starts the emulator on a free port of the loopback address, in an environment without anybody's credentials. */
export async function startEmulator(): Promise<Emulator> {
  const folder = await mkdtemp(join(tmpdir(), 'mm7watch-deploy-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = join(folder, 'emulator.log');
  const output = openSync(log, 'w');
  const child = spawn(join(PYTHON_FOLDER, 'bin/ministack'), {
    cwd: folder,
    stdio: ['ignore', output, output],
    detached: true, // with a process group of its own, so that the functions it runs end with it
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      NODE_PATH: join(ROOT, 'node_modules'),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  const emulator: Emulator = {
    endpoint,
    port,
    folder,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
    lastWords: () => readFileSync(log, 'utf8').split('\n').slice(-30).join('\n'),
    stop: () => stop(child, folder),
  };
  await waitUntil('the emulator answers', { withinSeconds: 60 }, async () => {
    if (child.exitCode !== null) throw new Error(`the emulator ended by itself:\n${emulator.lastWords()}`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => null);
    return answer?.ok === true;
  });
  return emulator;
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGTERM');
    const killing = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 10_000);
    await ended;
    clearTimeout(killing);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('the server has no port')),
      );
    });
  });
}
