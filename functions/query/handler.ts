import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoStoresToRead } from '#shared/adapters/dynamodb/stores-to-read.ts';
import { readBundledAs } from '#shared/adapters/lambda-settings.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { type ApiAnswer, answerRequest, failedAnswer } from '#shared/api/answer.ts';
import { requestOf, resultOf } from '#shared/api/function-url.ts';
import type { ApiRequest } from '#shared/api/route.ts';
import { READ_ROUTES } from '#shared/api/routes.ts';
import { WatchBundledSettings } from '#shared/config/bundled-watch.ts';
import { QueryEnvironment } from '#shared/config/environment.ts';
import { knowledgeOf } from '#shared/config/knowledge.ts';
import { parseSettings } from '#shared/config/parse.ts';

const environment = parseSettings(QueryEnvironment, process.env, 'environment of query');
const ports = {
  ...dynamoStoresToRead({ client: dynamoClient(), tableName: environment.TABLE_NAME }),
  ...knowledgeOf(readBundledAs(WatchBundledSettings, environment.LAMBDA_TASK_ROOT)),
};

/** Questions over the function's URL; who may ask is decided by IAM before this runs. */
export async function handler(event: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const request = requestOf(event);
  const answer = await answered(request);
  console.info({ method: request.method, path: request.path, status: answer.status });
  return resultOf(answer);
}

async function answered(request: ApiRequest): Promise<ApiAnswer> {
  try {
    return await answerRequest(request, { nowMs: Date.now(), sha256 }, READ_ROUTES, ports);
  } catch (error) {
    console.error({ path: request.path, error });
    return failedAnswer();
  }
}
