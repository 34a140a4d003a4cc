import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { readBundledAs } from '#shared/adapters/lambda-settings.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { answerCall, resultOf } from '#shared/api/function-url.ts';
import { READ_ROUTES } from '#shared/api/routes.ts';
import { WatchBundledSettings } from '#shared/config/bundled-watch.ts';
import { QueryEnvironment } from '#shared/config/environment.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import { parseSettings } from '#shared/config/parse.ts';

const environment = parseSettings(QueryEnvironment, process.env, 'environment of query');
const ports = {
  ...dynamoApiStores({ client: dynamoClient(), tableName: environment.TABLE_NAME }),
  ...knowledgeOf(readBundledAs(WatchBundledSettings, environment.LAMBDA_TASK_ROOT)),
};

/** Questions over the function's URL; who may ask is decided by IAM before this runs. */
export async function handler(event: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const called = { method: event.requestContext.http.method, path: event.rawPath };
  const onFailure = (error: unknown) => console.error({ ...called, error });
  const answer = await answerCall(event, { nowMs: Date.now(), sha256, onFailure }, READ_ROUTES, ports);
  console.info({ ...called, status: answer.status });
  return resultOf(answer);
}
