import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSEvent } from 'aws-lambda';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoDeliveryLog } from '#shared/adapters/dynamodb/deliveries.ts';
import { postJson } from '#shared/adapters/post.ts';
import { secretReader } from '#shared/adapters/secrets.ts';
import { postToSlack } from '#shared/adapters/slack.ts';
import { parseNotificationBody } from '#shared/adapters/sns-body.ts';
import { NotifyEnvironment } from '#shared/config/environment.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { deliver } from '#shared/pipeline/deliver.ts';

const environment = parseSettings(NotifyEnvironment, process.env, 'environment of notify');
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const webhookUrl = secretReader(new SecretsManagerClient(), environment.SLACK_WEBHOOK_SECRET_NAME, Date.now);
const ports = {
  deliveries: dynamoDeliveryLog(table, 'slack'),
  send: async (message: { readonly title: string; readonly text: string }) =>
    postToSlack(await webhookUrl(), message, postJson),
};

/** Notifications from the topic, to Slack; one that was sent already is dropped. */
export async function handler(event: SNSEvent): Promise<void> {
  for (const { Sns } of event.Records) {
    const message = parseNotificationBody(Sns.Message);
    const outcome = await deliver(message, Date.now(), ports);
    console.info({ notification: message.id, outcome });
  }
}
