import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { attributesOf, bodyOf } from '../domain/message/body.ts';
import { chatMessageOf } from '../domain/message/chat.ts';
import type { Notifier } from '../ports.ts';

/** A topic and the client that speaks to it. */
export interface Topic {
  readonly client: SNSClient;
  readonly topicArn: string;
}

/** SNS takes subjects of up to 100 ASCII characters without line breaks. */
const MOST_SUBJECT_CHARACTERS = 100;

/**
 * Publishes notifications: a JSON body for programs, plain text for e-mail, the form of Amazon Q Developer for HTTPS, by which
 * it listens, and attributes for filter policies.
 */
export function snsNotifier({ client, topicArn }: Topic): Notifier {
  return {
    async notify(notification) {
      const body = bodyOf(notification);
      const attributes = attributesOf(notification);
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: toSubject(body.title),
          MessageStructure: 'json',
          Message: JSON.stringify({
            default: JSON.stringify(body),
            email: `${body.title}\n\n${body.text}\n\nepisode ${body.episode.id}`,
            https: JSON.stringify(chatMessageOf(body, attributes)),
          }),
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
          ),
        }),
      );
    },
  };
}

function toSubject(title: string): string {
  return title.replace(/[^\x20-\x7e]/g, '-').slice(0, MOST_SUBJECT_CHARACTERS);
}
