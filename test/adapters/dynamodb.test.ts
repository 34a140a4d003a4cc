import { afterAll, beforeAll, describe } from 'vitest';
import { dynamoDetectorStore } from '#shared/adapters/dynamodb/detectors.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import { createTable, type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { storesKeepTheirPromises } from '../contracts/stores.ts';

describe('stores in DynamoDB', () => {
  let database: EmbeddedDynamoDb;
  let tables = 0;

  beforeAll(async () => {
    database = await startEmbeddedDynamoDb();
  });
  afterAll(() => database.close());

  storesKeepTheirPromises(async () => {
    tables += 1;
    const table = { client: database.client, tableName: `empty-${tables}` };
    await createTable(table.client, table.tableName);
    return {
      partials: dynamoPartialStore(table),
      rollups: dynamoRollupStore(table),
      dimensions: dynamoDimensionStore(table),
      detectors: dynamoDetectorStore(table),
      scopes: dynamoScopeStore(table),
      episodes: dynamoEpisodeStore(table),
      silences: dynamoSilenceStore(table),
      markers: dynamoMarkerStore(table),
      samples: dynamoSampleStore(table),
    };
  });
});
