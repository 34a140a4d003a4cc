import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../cli/local/embedded-dynamodb.ts';
import { randomFrom } from '../../cli/local/gateway/random.ts';
import { type FaultyProxy, type ProxyFault, SLOW_MS, startFaultyProxy } from './faulty-proxy.ts';

/** The embedded DynamoDB, and a client of the product's that reaches it only through a proxy. */
export interface ProxiedDatabase {
  readonly database: EmbeddedDynamoDb;
  readonly proxy: FaultyProxy;
  readonly client: DynamoDBClient;
  readonly close: () => Promise<void>;
}

/**
 * Starts both.
 * @param kinds faults of which one, whichever the seed says, strikes a request in so many
 */
export async function startProxiedDatabase(options: {
  readonly seed: number;
  readonly kinds: readonly [ProxyFault, ...ProxyFault[]];
  readonly rateShare: number;
}): Promise<ProxiedDatabase> {
  const { seed, kinds, rateShare } = options;
  const random = randomFrom(seed);
  const database = await startEmbeddedDynamoDb();
  const proxy = await startFaultyProxy(database.endpoint, () =>
    random.next() < rateShare ? random.pick(kinds) : null,
  );
  const client = impatientClient(proxy.endpoint);
  const close = async () => {
    client.destroy();
    await proxy.close();
    await database.close();
  };
  return { database, proxy, client, close };
}

/** The product's client, its attempts and all, but for the time it waits. */
function impatientClient(endpoint: string): DynamoDBClient {
  return dynamoClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: { connectionTimeout: 1000, requestTimeout: SLOW_MS / 2, throwOnRequestTimeout: true },
  });
}
