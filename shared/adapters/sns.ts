import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { attributesOf, bodyOf } from '../domain/message/body.ts';
import { chatMessageOf } from '../domain/message/chat.ts';
import { emailOf, subjectOf } from '../domain/message/email.ts';
import { TOLD_PLAINLY, type Told } from '../domain/message/told.ts';
import type { Notifier } from '../ports.ts';

/** A topic and the client that speaks to it. */
export interface Topic {
  readonly client: SNSClient;
  readonly topicArn: string;
}

/**
 * Publishes notifications: a JSON body for programs, plain text for e-mail, the form of Amazon Q Developer for HTTPS, by which
 * it listens, and attributes for filter policies.
 */
export function snsNotifier({ client, topicArn }: Topic, told: Told = TOLD_PLAINLY): Notifier {
  return {
    async notify(notification) {
      const body = bodyOf(notification, told);
      const attributes = attributesOf(notification);
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(body),
          MessageStructure: 'json',
          Message: JSON.stringify({
            default: JSON.stringify(body),
            email: emailOf(body),
            https: JSON.stringify(chatMessageOf(body, attributes)),
          }),
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, attributeValueOf(value)]),
          ),
        }),
      );
    },
  };
}

function attributeValueOf(value: string | readonly string[]): MessageAttributeValue {
  return typeof value === 'string'
    ? { DataType: 'String', StringValue: value }
    : { DataType: 'String.Array', StringValue: JSON.stringify(value) };
}
