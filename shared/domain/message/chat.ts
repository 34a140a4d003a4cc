import { codeName } from '../detect/signal.ts';
import type { NotificationBody } from './body.ts';
import { bounded } from './bounded.ts';
import { sentenceOf } from './fact.ts';
import { markedText } from './markup.ts';

/** A custom notification of Amazon Q Developer in chat applications; the names are those of its schema. */
export interface ChatMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** Messages of one episode stand in one thread, where the channel's preferences allow threads. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** Within what Amazon Q takes (250 characters of title, 8,000 of description), with room for what escaping adds. */
const MOST_TITLE_CHARACTERS = 150;
const MOST_FACT_CHARACTERS = 400;
const MOST_FACTS = 14;
const MOST_KEYWORDS = 8;

/**
 * A notification as chat shows it (docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html).
 * @param attributes what programs filter by
 */
export function chatMessageOf(
  body: NotificationBody,
  attributes: Readonly<Record<string, string | readonly string[]>>,
): ChatMessage {
  const title = markedText(bounded(body.title, MOST_TITLE_CHARACTERS));
  const said = body.facts.filter(({ label }) => label !== 'What next');
  const description = said.map(
    (fact) => `*${fact.label}*: ${markedText(bounded(sentenceOf(fact), MOST_FACT_CHARACTERS))}`,
  );
  const next = body.facts.filter(({ label }) => label === 'What next').map(({ text }) => markedText(text));
  const { id, rule, codes } = body.episode;
  return {
    version: '1.0',
    source: 'custom',
    id: body.id,
    content: {
      textType: 'client-markdown',
      title,
      description: description.slice(0, MOST_FACTS).join('\n'),
      nextSteps: [...next, ...body.links.map(({ label, url }) => `<${url}|${label}>`)],
      keywords: [rule, ...codes.map(codeName)].slice(0, MOST_KEYWORDS),
    },
    metadata: {
      threadId: id,
      summary: title,
      eventType: body.reason,
      relatedResources: [id],
      additionalContext: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(',')]),
      ),
    },
  };
}
