import type { NotificationBody } from './body.ts';
import { bounded } from './bounded.ts';
import { sentenceOf } from './fact.ts';

/** Of a mail on a phone nobody reads more; links are left whole. */
const MOST_CHARACTERS = 4_000;

/** A notification as plain text for a mail: the title, a paragraph for each fact, then links, each on a line of its own to be tapped. */
export function emailOf({ title, facts, links, episode }: NotificationBody): string {
  const paragraphs = facts.map((fact) => `${fact.label.toUpperCase()}\n${sentenceOf(fact)}`);
  const places = links.map(({ label, url }) => `${label}:\n${url}`);
  return [bounded([title, ...paragraphs].join('\n\n'), MOST_CHARACTERS), ...places, `Episode ${episode.id}`].join(
    '\n\n',
  );
}

/** SNS takes subjects of up to 100 ASCII characters without line breaks. */
const MOST_SUBJECT_CHARACTERS = 100;

/** A title as the subject of a mail. */
export function subjectOf({ title }: Pick<NotificationBody, 'title'>): string {
  return title.replace(/[^\x20-\x7e]/g, '-').slice(0, MOST_SUBJECT_CHARACTERS);
}
