import { MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { openStack, type StackOptions } from '../aws/stack.ts';
import { deployedApi } from './deployed-api.ts';
import { openConsole } from './open-console.ts';

/** A minute is rolled and judged within seconds of its end; then there is something new to ask for. */
const SETTLED_MS = 10_000;

/**
 * Serves the page over a deployment with the user's own credentials, until interrupted.
 * @throws UsageError where the deployment cannot be found or asked
 */
export async function showStack(
  options: StackOptions & { readonly port?: number | undefined; readonly open?: true | undefined },
): Promise<void> {
  const api = deployedApi(await openStack(options));
  const page = await openConsole({ ...options, api, say: (line) => process.stdout.write(`${line}\n`) });
  page.tell(Date.now());
  const stopTelling = everyMinute(page.tell);
  await page.stay();
  stopTelling();
}

/** Calls a while after each minute has begun. */
function everyMinute(tell: (nowMs: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const nextMs = startOf('minute', Date.now() - SETTLED_MS) + MINUTE_MS + SETTLED_MS;
    timer = setTimeout(() => {
      tell(Date.now());
      wait();
    }, nextMs - Date.now());
  };
  wait();
  return () => clearTimeout(timer);
}
