import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEventWithIAMAuthorizer } from 'aws-lambda';
import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { answerCall, resultOf } from '#shared/api/function-url.ts';
import { WRITE_ROUTES } from '#shared/api/routes.ts';
import { ActEnvironment } from '#shared/config/environment.ts';
import { parseSettings } from '#shared/config/parse.ts';

const environment = parseSettings(ActEnvironment, process.env, 'environment of act');
const ports = dynamoApiStores({ client: dynamoClient(), tableName: environment.TABLE_NAME });

/** What people do to episodes over the function's URL; who may is decided by IAM before this runs, and who does is whom it names. */
export async function handler(
  event: LambdaFunctionURLEventWithIAMAuthorizer,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { http, authorizer } = event.requestContext;
  const called = { method: http.method, path: event.rawPath, caller: authorizer.iam.userArn };
  const onFailure = (error: unknown) => console.error({ ...called, error });
  const answer = await answerCall(event, { nowMs: Date.now(), sha256, onFailure }, WRITE_ROUTES, ports);
  console.info({ ...called, status: answer.status });
  return resultOf(answer);
}
