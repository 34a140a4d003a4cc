import type { DimensionStore, EpisodeStore, RollupStore, ScopeStore } from '../../ports.ts';
import { dynamoDimensionStore } from './dimensions.ts';
import { dynamoEpisodeStore } from './episodes.ts';
import { dynamoRollupStore } from './rollups.ts';
import { dynamoScopeStore } from './scopes.ts';
import type { Table } from './table.ts';

/** What questions are answered from, in the table. */
export function dynamoStoresToRead(table: Table): {
  readonly rollups: RollupStore;
  readonly dimensions: DimensionStore;
  readonly episodes: EpisodeStore;
  readonly scopes: ScopeStore;
} {
  return {
    rollups: dynamoRollupStore(table),
    dimensions: dynamoDimensionStore(table),
    episodes: dynamoEpisodeStore(table),
    scopes: dynamoScopeStore(table),
  };
}
