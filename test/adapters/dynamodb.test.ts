import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDeliveryLog } from '#shared/adapters/dynamodb/deliveries.ts';
import { dynamoDetectorStore } from '#shared/adapters/dynamodb/detectors.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoLiveMessages } from '#shared/adapters/dynamodb/live-messages.ts';
import { dynamoMarkerStore } from '#shared/adapters/dynamodb/markers.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import { dynamoScopeStore } from '#shared/adapters/dynamodb/scopes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { createTable, type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { NOON_MS } from '../builders.ts';
import { storesKeepTheirPromises } from '../contracts/stores.ts';

describe('stores in DynamoDB', () => {
  let database: EmbeddedDynamoDb;
  let tables = 0;

  beforeAll(async () => {
    database = await startEmbeddedDynamoDb();
  });
  afterAll(() => database.close());

  test('the writing of a message whose claim is over is claimed again, which says that it may stand there', async () => {
    const table = { client: database.client, tableName: 'live-messages' };
    await createTable(table.client, table.tableName);
    const clock = { nowMs: NOON_MS };
    const live = dynamoLiveMessages(table, 'slack', () => clock.nowMs);
    expect([await live.claim('e-1'), await live.claim('e-1')]).toEqual(['first', 'taken']);
    clock.nowMs += MINUTE_MS;
    expect([await live.claim('e-1'), await live.claim('e-1')]).toEqual(['again', 'taken']);
  });

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
      deliveries: dynamoDeliveryLog(table, 'slack'),
      live: dynamoLiveMessages(table, 'slack', () => NOON_MS),
      samples: dynamoSampleStore(table),
    };
  });
});
