import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoStoresToRead } from '#shared/adapters/dynamodb/stores-to-read.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import type { Settings } from '#shared/config/settings.ts';
import type { QueryPorts } from '#shared/pipeline/query.ts';
import { openStoreForReading } from './store.ts';

/** Counts and episodes that are kept, on this machine or in a deployment. */
export interface Kept {
  readonly query: QueryPorts;
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
  const deployed = { client: dynamoClient(), tableName: table };
  return {
    query: { ...dynamoStoresToRead(deployed), ...knowledgeOf(settings) },
    close: async () => {},
  };
}
