import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyStructuredResultV2, LambdaFunctionURLEvent } from 'aws-lambda';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoEpisodeStore } from '#shared/adapters/dynamodb/episodes.ts';
import { dynamoSilenceStore } from '#shared/adapters/dynamodb/silences.ts';
import { postJson } from '#shared/adapters/post.ts';
import { secretReader } from '#shared/adapters/secrets.ts';
import { answerPress } from '#shared/adapters/slack/answer.ts';
import { pressOf } from '#shared/adapters/slack/interaction.ts';
import { isFromSlack } from '#shared/adapters/slack/signature.ts';
import { SlackActionsEnvironment } from '#shared/config/environment.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { press } from '#shared/pipeline/press.ts';

const environment = parseSettings(SlackActionsEnvironment, process.env, 'environment of slack-actions');
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const secret = secretReader(new SecretsManagerClient(), environment.SIGNING_SECRET_NAME, Date.now);
const ports = { episodes: dynamoEpisodeStore(table), silences: dynamoSilenceStore(table) };

/** Buttons that people press in Slack. The URL is open to all, so nothing is read of a request before its signature is verified. */
export async function handler(event: LambdaFunctionURLEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const nowMs = Date.now();
  const signature = {
    timestamp: event.headers['x-slack-request-timestamp'],
    signature: event.headers['x-slack-signature'],
  };
  if (!isFromSlack(body, signature, { signingSecret: await secret(), nowMs })) {
    console.info({ status: 401 });
    return { statusCode: 401 };
  }
  const pressed = pressOf(body);
  if (pressed) {
    const words = await press(pressed, nowMs, ports);
    console.info({ action: pressed.action, episode: pressed.episodeId, words });
    await answerPress(pressed, words, postJson);
  }
  return { statusCode: 200 };
}
