import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSEvent } from 'aws-lambda';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoDeliveryLog } from '#shared/adapters/dynamodb/deliveries.ts';
import { postJson } from '#shared/adapters/post.ts';
import { secretReader } from '#shared/adapters/secrets.ts';
import { postAsBot, postToSlack, type SlackText } from '#shared/adapters/slack.ts';
import { parseNotificationBody } from '#shared/adapters/sns-body.ts';
import { NotifyEnvironment } from '#shared/config/environment.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { deliver } from '#shared/pipeline/deliver.ts';

const environment = parseSettings(NotifyEnvironment, process.env, 'environment of notify');
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const secret = secretReader(new SecretsManagerClient(), environment.SLACK_SECRET_NAME, Date.now);
const channel = environment.SLACK_CHANNEL;
const ports = {
  deliveries: dynamoDeliveryLog(table, 'slack'),
  send: async (message: SlackText) =>
    channel === ''
      ? postToSlack(await secret(), message, postJson)
      : postAsBot({ token: await secret(), channel }, message, postJson),
};

/** Notifications from the topic, to Slack; one that was sent already is dropped. */
export async function handler(event: SNSEvent): Promise<void> {
  for (const { Sns } of event.Records) {
    const message = parseNotificationBody(Sns.Message);
    const outcome = await deliver(message, Date.now(), ports);
    console.info({ notification: message.id, outcome });
  }
}
