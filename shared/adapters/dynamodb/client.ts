import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** An answer takes milliseconds; one that takes longer than this has been lost, and asking again is sooner than waiting. */
const REQUEST_TIMEOUT_MS = 5_000;
const CONNECTION_TIMEOUT_MS = 2_000;
/** Five times the timeout is less than any function that writes may take. */
const MAX_ATTEMPTS = 5;

/**
 * A client that gives up waiting and tries again, where the SDK's own waits for ever: every write is safe to repeat, and a
 * request that was given up may take effect late.
 */
export function dynamoClient(options: DynamoDBClientConfig = {}): DynamoDBClient {
  return unlogged(
    new DynamoDBClient({
      maxAttempts: MAX_ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
      ...options,
    }),
  );
}

/**
 * Takes out of a client what copies all that is written and read for a log, even where there is none: of a large answer that
 * takes longer than reading it.
 */
export function unlogged(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
