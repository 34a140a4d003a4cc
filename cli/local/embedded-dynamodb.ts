import { Worker } from 'node:worker_threads';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { unlogged } from '#shared/adapters/dynamodb/client.ts';
import type { Table } from '#shared/adapters/dynamodb/table.ts';

/** A DynamoDB in this process that keeps its table in a folder or, without one, in memory. */
export interface EmbeddedDynamoDb extends Table {
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts dynalite on a free loopback port, in a thread of its own, and makes the table if it is not there.
 * @param folder where the table is kept; one process at a time may use it
 * @throws when the folder cannot be opened, as when another process has it
 */
export async function startEmbeddedDynamoDb(folder?: string): Promise<EmbeddedDynamoDb> {
  const worker = new Worker(new URL('./dynalite-worker.mjs', import.meta.url), {
    workerData: folder === undefined ? {} : { path: folder },
    execArgv: [],
  });
  const endpoint = `http://127.0.0.1:${await portOf(worker)}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = unlogged(new DynamoDBClient({ endpoint, region: 'local', credentials }));
  const tableName = 'mm7watch';
  await createTable(client, tableName);
  const close = async () => {
    client.destroy();
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  };
  return { client, tableName, endpoint, close };
}

function portOf(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: { port: number } | { error: string }) => {
      if ('port' in message) resolve(message.port);
      else reject(new Error(`the embedded DynamoDB did not start: ${message.error}`));
    });
  });
}

/** The table as it is deployed: string keys `pk` and `sk`, paid on demand. */
function tableDefinition(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  };
}

/** Makes an empty table and waits until it can be used; one that is there stays as it is. */
export async function createTable(client: DynamoDBClient, tableName: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(tableName)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error; // the folder holds the table of an earlier run
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: tableName });
}
