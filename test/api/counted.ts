import { memoryStores } from '#shared/adapters/memory.ts';
import { answerRequest } from '#shared/api/answer.ts';
import type { ApiRequest } from '#shared/api/route.ts';
import { ALL_ROUTES, type ApiPorts } from '#shared/api/routes.ts';
import { DEFAULT_CATALOGUE } from '#shared/domain/catalogue.ts';
import { DEFAULT_WATCH } from '#shared/domain/detect/watch.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { detect } from '#shared/pipeline/detect.ts';
import { ingest } from '#shared/pipeline/ingest.ts';
import { roll } from '#shared/pipeline/roll.ts';
import { simulateGateway } from '../../cli/local/gateway/simulate.ts';
import { NOON_MS, sha256 } from '../builders.ts';

const INGEST = {
  extraction: () => DEFAULT_EXTRACT_SETTINGS,
  shards: 1,
  maxAgeMs: 20 * DAY_MS,
  maxAheadMs: 2 * HOUR_MS,
};

/** Stores with what a simulated gateway logged from noon on, and what it truly logged: counter key → count. */
export async function countedStores(minutes: number): Promise<{ ports: ApiPorts; truth: ReadonlyMap<string, number> }> {
  const stores = { ...memoryStores(), catalogue: DEFAULT_CATALOGUE, watched: watchedCodes(DEFAULT_WATCH.rules) };
  const truth = new Map<string, number>();
  for (const minute of simulateGateway({ seed: 11, startMs: NOON_MS, minutes })) {
    for (const batch of minute.batches) {
      const { touched } = await ingest(batch, minute.minuteStartMs, INGEST, { ...stores, sha256 });
      await roll(touched, stores);
    }
    await detect(minute.minuteStartMs + MINUTE_MS, DEFAULT_WATCH, stores);
    for (const [key, count] of minute.truth) truth.set(key, (truth.get(key) ?? 0) + count);
  }
  return { ports: stores, truth };
}

/** Asks the API as a server would, of a path with what stands after its question mark. */
export function ask(
  ports: ApiPorts,
  pathAndQuery: string,
  { nowMs = NOON_MS + HOUR_MS, ...request }: Partial<ApiRequest> & { readonly nowMs?: number } = {},
) {
  const { pathname, searchParams } = new URL(pathAndQuery, 'http://localhost');
  const parameters = Object.fromEntries(searchParams);
  return answerRequest(
    { ...{ method: 'GET', path: pathname, parameters, headers: {}, body: null, caller: null }, ...request },
    { nowMs, sha256 },
    ALL_ROUTES,
    ports,
  );
}
