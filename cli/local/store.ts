import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import type { ApiPorts } from '#shared/api/routes.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import type { Settings } from '#shared/config/settings.ts';
import { DAY_MS } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { UsageError } from '../exit.ts';
import { startEmbeddedDynamoDb } from './embedded-dynamodb.ts';

/** A store that `run --store` has kept, opened to be asked. */
export interface StoreForReading {
  readonly query: ApiPorts;
  /** From the first day that was counted to the end of the last. */
  readonly wholeRange: () => Promise<TimeRange>;
  readonly close: () => Promise<void>;
}

/** A file that every store has; a folder without it is left as it is. */
const STORE_FILE = 'CURRENT';

/** @throws UsageError where the folder holds no store */
export async function openStoreForReading(folder: string, settings: Settings): Promise<StoreForReading> {
  const found = await stat(join(folder, STORE_FILE)).catch(() => null);
  if (found === null) {
    throw new UsageError(`--store must be a folder kept by mm7watch run --store, got ${folder}, which is none`);
  }
  const database = await startEmbeddedDynamoDb(folder);
  const stores = dynamoApiStores(database);
  return {
    query: { ...stores, ...knowledgeOf(settings) },
    async wholeRange() {
      const groups = await stores.dimensions.list('group');
      if (groups.length === 0) return { fromMs: 0, toMs: DAY_MS };
      return {
        fromMs: Math.min(...groups.map((group) => group.firstSeenMs)),
        toMs: Math.max(...groups.map((group) => group.lastSeenMs)) + DAY_MS,
      };
    },
    close: database.close,
  };
}
