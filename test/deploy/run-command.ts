import { spawn } from 'node:child_process';

/** What a command may be given beside its arguments. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** @default 5 minutes */
  readonly withinSeconds?: number;
}

/**
 * Runs a command to its end and returns all it said.
 * @throws where it fails or takes too long, with what it said
 */
export function run(command: string, parameters: readonly string[], options: RunOptions = {}): Promise<string> {
  const { environment = {}, withinSeconds = 300 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: withinSeconds * 1000,
    });
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else
        reject(new Error(`${command} ${parameters.join(' ')} ended with ${code ?? 'a signal'}:\n${said.slice(-6000)}`));
    });
  });
}
