import { MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { type Run, take } from './run.ts';
import { followLogs } from './sources/read-logs.ts';

/** Events younger than this are judged as they come; older ones when everything there is has been read. */
const CURRENT_MS = 2 * MINUTE_MS;

/**
 * Reads on as the logs grow, and judges each minute when it is over, until interrupted.
 * @param told up to when everything that was read is judged
 * @returns what broke an input, or null
 */
export async function follow(run: Run, told: (nowMs: number) => void): Promise<unknown> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  try {
    for await (const read of followLogs(run.inputs, { nowMs: Date.now, signal: interrupted.signal })) {
      if (read) await take(run, read);
      const newestMs = read?.batch.events.at(-1)?.timestampMs ?? Number.POSITIVE_INFINITY;
      if (newestMs > Date.now() - CURRENT_MS) {
        await settle(run);
        told(Date.now());
      }
    }
    return null;
  } catch (failure) {
    return failure;
  } finally {
    await settle(run);
  }
}

function settle({ backlog }: Run): Promise<void> {
  return backlog.settle(startOf('minute', Date.now()));
}
