/** What the query function runs of a question, with its stores given; `query.ts` bundles it as functions are. */
import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { type ApiAnswer, answerRequest } from '#shared/api/answer.ts';
import { READ_ROUTES, type ReadPorts } from '#shared/api/routes.ts';

/** Answers a question for a series. */
export function answerSeries(search: string, ports: ReadPorts): Promise<ApiAnswer> {
  const parameters = Object.fromEntries(new URLSearchParams(search));
  const request = { method: 'GET', path: '/v1/series', parameters, headers: {}, body: null, caller: null };
  return answerRequest(request, { nowMs: Date.now(), sha256 }, READ_ROUTES, ports);
}

/** Stores in a table of this machine. */
export function storesAt(endpoint: string, tableName: string): ReturnType<typeof dynamoApiStores> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return dynamoApiStores({ client: dynamoClient({ endpoint, region: 'local', credentials }), tableName });
}
