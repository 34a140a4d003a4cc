import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');

/** Reads a log into a store to the end. */
export async function runToEnd(file: string, storeFolder: string): Promise<{ output: string; tookMs: number }> {
  const startedMs = Date.now();
  const child = start(file, storeFolder);
  let output = '';
  child.stdout?.on('data', (piece: Buffer) => {
    output += piece.toString();
  });
  const exitCode = await ended(child);
  if (exitCode !== 0) throw new Error(`the command ended with ${exitCode}`);
  return { output, tookMs: Date.now() - startedMs };
}

/** Reads a log into a store and kills the process after so long; false where it was done before. */
export async function runAndKill(file: string, storeFolder: string, afterMs: number): Promise<boolean> {
  const child = start(file, storeFolder);
  const exit = ended(child);
  const isDone = await Promise.race([exit.then(() => true), pause(afterMs, false)]);
  child.kill('SIGKILL');
  await exit;
  return !isDone;
}

function start(file: string, storeFolder: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'run', '--json', '--store', storeFolder, file], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}
