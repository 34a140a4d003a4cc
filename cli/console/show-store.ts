import { formatMinute } from '#shared/domain/time.ts';
import { loadSettings } from '../local/settings.ts';
import { openStoreForReading } from '../local/store.ts';
import { localApi } from './api.ts';
import { openConsole } from './open-console.ts';

/**
 * Serves the page over a kept store, beginning with all that is in it, until interrupted.
 * @throws UsageError where the folder holds no store
 */
export async function showStore(options: {
  readonly store: string;
  readonly settings?: string | undefined;
  readonly port?: number | undefined;
  readonly open?: true | undefined;
}): Promise<void> {
  const store = await openStoreForReading(options.store, await loadSettings(options.settings));
  try {
    const { fromMs, toMs } = await store.wholeRange();
    const page = await openConsole({
      ...options,
      api: localApi(store.query, Date.now),
      path: `/?from=${formatMinute(fromMs)}&to=${formatMinute(toMs)}`,
      say: (line) => process.stdout.write(`${line}\n`),
    });
    page.tell(Math.min(Date.now(), toMs));
    await page.stay();
  } finally {
    await store.close();
  }
}
