import type {
  DimensionStore,
  EpisodeStore,
  MarkerStore,
  RollupStore,
  SampleStore,
  ScopeStore,
  SilenceStore,
} from '../../ports.ts';
import { dynamoDimensionStore } from './dimensions.ts';
import { dynamoEpisodeStore } from './episodes.ts';
import { dynamoMarkerStore } from './markers.ts';
import { dynamoRollupStore } from './rollups.ts';
import { dynamoSampleStore } from './samples.ts';
import { dynamoScopeStore } from './scopes.ts';
import { dynamoSilenceStore } from './silences.ts';
import type { Table } from './table.ts';

/** What questions are answered from, and where what people do is kept, in the table. */
export function dynamoApiStores(table: Table): {
  readonly rollups: RollupStore;
  readonly dimensions: DimensionStore;
  readonly episodes: EpisodeStore;
  readonly scopes: ScopeStore;
  readonly silences: SilenceStore;
  readonly markers: MarkerStore;
  readonly samples: SampleStore;
} {
  return {
    rollups: dynamoRollupStore(table),
    dimensions: dynamoDimensionStore(table),
    episodes: dynamoEpisodeStore(table),
    scopes: dynamoScopeStore(table),
    silences: dynamoSilenceStore(table),
    markers: dynamoMarkerStore(table),
    samples: dynamoSampleStore(table),
  };
}
