import { codeName } from '../detect/signal.ts';
import type { NotificationBody } from './body.ts';
import { escapeMarkup } from './markup.ts';

/** A custom notification of Amazon Q Developer in chat applications; the names are those of its schema. */
export interface ChatMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** Messages of one episode stand in one thread. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/**
 * A notification as chat shows it (docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html).
 * @param attributes what programs filter by
 */
export function chatMessageOf(body: NotificationBody, attributes: Readonly<Record<string, string>>): ChatMessage {
  const title = escapeMarkup(body.title);
  const { id, rule, codes } = body.episode;
  return {
    version: '1.0',
    source: 'custom',
    id: body.id,
    content: {
      textType: 'client-markdown',
      title,
      description: escapeMarkup(body.text),
      keywords: [rule, ...codes.map(codeName)],
    },
    metadata: { threadId: id, summary: title, eventType: body.reason, additionalContext: attributes },
  };
}
