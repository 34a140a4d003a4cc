import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSEvent } from 'aws-lambda';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoDeliveryLog } from '#shared/adapters/dynamodb/deliveries.ts';
import { dynamoLiveMessages } from '#shared/adapters/dynamodb/live-messages.ts';
import { postJson } from '#shared/adapters/post.ts';
import { secretReader } from '#shared/adapters/secrets.ts';
import { botChannel } from '#shared/adapters/slack/bot.ts';
import { SLACK_API, slackCalls } from '#shared/adapters/slack/call.ts';
import { webhookChannel } from '#shared/adapters/slack/webhook.ts';
import { parseNotificationBody } from '#shared/adapters/sns-body.ts';
import { NotifyEnvironment } from '#shared/config/environment.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { type Attempt, type Delivered, deliver, redeliver } from '#shared/pipeline/deliver.ts';
import type { KeptMessage } from '#shared/ports.ts';

const environment = parseSettings(NotifyEnvironment, process.env, 'environment of notify');
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const secret = secretReader(new SecretsManagerClient(), environment.SLACK_SECRET_NAME, Date.now);
const channel = environment.SLACK_CHANNEL;
const buttons = environment.SLACK_BUTTONS === 'yes';
const slack =
  channel === ''
    ? webhookChannel({ url: secret, buttons }, postJson)
    : botChannel(
        { channel, buttons },
        slackCalls({ token: secret, base: SLACK_API }, postJson),
        dynamoLiveMessages(table, 'slack', Date.now),
      );
const ports = {
  deliveries: dynamoDeliveryLog(table, 'slack'),
  send: ({ text }: KeptMessage, attempt: Attempt) => slack.tell(parseNotificationBody(text), attempt),
  sendTogether: (messages: readonly KeptMessage[]) =>
    slack.tellTogether(messages.map(({ text }) => parseNotificationBody(text))),
};

/**
 * Notifications from the topic, to Slack; one that was sent already is dropped, one that Slack does not take is kept. Called by the
 * clock it brings what was kept, and fails where that is refused again, so that an alarm says so.
 */
export async function handler(event: Partial<SNSEvent>): Promise<void> {
  if (!event.Records) {
    const delivered = await redeliver(Date.now(), ports);
    if (delivered) tell('all that was kept', delivered);
    if (delivered?.outcome === 'kept')
      throw new Error('Slack still takes nothing; it is tried again', { cause: delivered.cause });
    return;
  }
  for (const { Sns } of event.Records) {
    const { id } = parseNotificationBody(Sns.Message);
    tell(id, await deliver({ id, atMs: Date.now(), text: Sns.Message }, Date.now(), ports));
  }
}

function tell(notification: string, delivered: Delivered): void {
  if (delivered.outcome === 'kept')
    console.error({
      notification,
      outcome: 'kept',
      error: delivered.cause instanceof Error ? delivered.cause.message : 'unknown',
    });
  else console.info({ notification, outcome: delivered.outcome });
}
