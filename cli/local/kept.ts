import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import type { ApiPorts } from '#shared/api/routes.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import type { Settings } from '#shared/config/settings.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import type { EpisodeStore, MarkerStore, SampleStore, SilenceStore } from '#shared/ports.ts';
import { UsageError } from '../exit.ts';
import { loadSettings } from './settings.ts';
import { openStoreForReading } from './store.ts';

/** Counts and episodes that are kept, on this machine or in a deployment. */
export interface Kept {
  readonly query: ApiPorts;
  readonly people: PeopleStores;
  /** All that is kept, where that can be told; null of a deployment, which goes on. */
  readonly wholeRange: () => Promise<TimeRange | null>;
  readonly close: () => Promise<void>;
}

/** What people change. */
export interface PeopleStores {
  readonly episodes: EpisodeStore;
  readonly silences: SilenceStore;
  readonly markers: MarkerStore;
  readonly samples: SampleStore;
}

/** Where a command finds what is kept. */
export interface Whereabouts {
  readonly store?: string | undefined;
  readonly table?: string | undefined;
  readonly settings?: string | undefined;
}

/**
 * Opens what is kept, does something with it, and closes it.
 * @throws UsageError where not one of a folder and a table is named, or the folder holds no store
 */
export async function withKept<T>(
  { store, table, settings }: Whereabouts,
  work: (kept: Kept) => Promise<T>,
): Promise<T> {
  if ((store === undefined) === (table === undefined))
    throw new UsageError('this needs to know where episodes are kept; give --table NAME or --store FOLDER');
  const kept = await openKept({ store, table }, await loadSettings(settings));
  try {
    return await work(kept);
  } finally {
    await kept.close();
  }
}

/**
 * Opens a local store, or the table of a deployment with the credentials of the AWS command line.
 * @throws UsageError where the folder holds no store
 */
export async function openKept(
  { store, table }: { readonly store: string | undefined; readonly table: string | undefined },
  settings: Settings,
): Promise<Kept> {
  if (table === undefined) {
    const opened = await openStoreForReading(store ?? '', settings);
    return { ...opened, people: { ...opened.stores, samples: dynamoSampleStore(opened.table) } };
  }
  const deployed = { client: dynamoClient(), tableName: table };
  const stores = dynamoApiStores(deployed);
  return {
    query: { ...stores, ...knowledgeOf(settings) },
    people: { ...stores, samples: dynamoSampleStore(deployed) },
    wholeRange: async () => null,
    close: async () => {},
  };
}
