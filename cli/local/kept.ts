import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import type { ApiPorts } from '#shared/api/routes.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import type { Settings } from '#shared/config/settings.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import { openStoreForReading } from './store.ts';

/** Counts and episodes that are kept, on this machine or in a deployment. */
export interface Kept {
  readonly query: ApiPorts;
  /** All that is kept, where that can be told; null of a deployment, which goes on. */
  readonly wholeRange: () => Promise<TimeRange | null>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a local store, or the table of a deployment with the credentials of the AWS command line.
 * @throws UsageError where the folder holds no store
 */
export async function openKept(
  { store, table }: { readonly store: string | undefined; readonly table: string | undefined },
  settings: Settings,
): Promise<Kept> {
  if (table === undefined) return openStoreForReading(store ?? '', settings);
  return {
    query: { ...dynamoApiStores({ client: dynamoClient(), tableName: table }), ...knowledgeOf(settings) },
    wholeRange: async () => null,
    close: async () => {},
  };
}
