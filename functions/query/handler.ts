import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoDimensionStore } from '#shared/adapters/dynamodb/dimensions.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { readBundledSettings } from '#shared/adapters/lambda-settings.ts';
import { QueryEnvironment } from '#shared/config/environment.ts';
import { catalogueOf } from '#shared/config/extraction.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { answerRequest } from '#shared/pipeline/api/answer.ts';

const environment = parseSettings(QueryEnvironment, process.env, 'environment of query');
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const ports = {
  rollups: dynamoRollupStore(table),
  dimensions: dynamoDimensionStore(table),
  episodes: dynamoEpisodeStore(table),
  catalogue: catalogueOf(readBundledSettings(environment.LAMBDA_TASK_ROOT).extraction),
};

/** Questions over the function's URL; who may ask is decided by IAM before this runs. */
export async function handler(event: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const { method } = event.requestContext.http;
  const request = { method, path: event.rawPath, parameters: event.queryStringParameters ?? {} };
  const { status, body } = await answerRequest(request, Date.now(), ports);
  console.info({ method, path: request.path, status });
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
