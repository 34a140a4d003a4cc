import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import type { Table } from '#shared/adapters/dynamodb/table.ts';
import { catalogueOf } from '#shared/config/extraction.ts';
import type { Settings } from '#shared/config/settings.ts';
import type { QueryPorts } from '#shared/pipeline/query.ts';
import type { EpisodeStore, MarkerStore, SampleStore, SilenceStore } from '#shared/ports.ts';
import { UsageError } from '../exit.ts';
import { loadSettings } from './settings.ts';
import { openStoreForReading } from './store.ts';

/** Counts and episodes that are kept, on this machine or in a deployment. */
export interface Kept {
  readonly query: QueryPorts;
  readonly people: PeopleStores;
  readonly close: () => Promise<void>;
}

/** What people change. */
export interface PeopleStores {
  readonly episodes: EpisodeStore;
  readonly silences: SilenceStore;
  readonly markers: MarkerStore;
  readonly samples: SampleStore;
}

/** What people change, in a table. */
export function peopleStoresOf(table: Table): PeopleStores {
  return {
    episodes: dynamoEpisodeStore(table),
    silences: dynamoSilenceStore(table),
    markers: dynamoMarkerStore(table),
    samples: dynamoSampleStore(table),
  };
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
    return { ...opened, people: peopleStoresOf(opened.table) };
  }
  const deployed = { client: dynamoClient(), tableName: table };
  return {
    people: peopleStoresOf(deployed),
    query: {
      rollups: dynamoRollupStore(deployed),
      dimensions: dynamoDimensionStore(deployed),
      episodes: dynamoEpisodeStore(deployed),
      catalogue: catalogueOf(settings.extraction),
    },
    close: async () => {},
  };
}
