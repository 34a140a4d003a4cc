import type { NotificationBody } from '../body.ts';
import { bounded } from '../bounded.ts';
import { sentenceOf } from '../fact.ts';
import { markedText } from '../markup.ts';
import { type Block, SLACK_LIMITS, type SlackMessage } from './blocks.ts';
import { emojiOf } from './message.ts';

const MOST_EPISODES = 20;
const MOST_TITLE_CHARACTERS = 200;

/** Many notifications in one message, when none could be brought for a time: where each episode stands now, those that go on first. */
export function digestOf(bodies: readonly NotificationBody[]): SlackMessage {
  const latest = new Map<string, NotificationBody>();
  for (const body of bodies) {
    const known = latest.get(body.episode.id);
    if (!known || body.episode.version > known.episode.version) latest.set(body.episode.id, body);
  }
  const isOver = ({ episode }: NotificationBody) => (episode.state === 'resolved' ? 1 : 0);
  const episodes = [...latest.values()].sort(
    (one, other) => isOver(one) - isOver(other) || other.episode.sinceMs - one.episode.sinceMs,
  );
  const headline =
    bodies.length === 1
      ? 'This could not be brought here before'
      : `${bodies.length} notifications could not be brought here before`;
  const told = episodes.slice(0, MOST_EPISODES).map(lineOf);
  const more = episodes.length - told.length;
  return {
    text: headline,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: headline, emoji: false } },
      ...told.map(sectionOf),
      ...(more > 0 ? [sectionOf(`and ${more} more, which the console page and \`mm7watch episodes\` list`)] : []),
    ],
  };
}

function lineOf({ title, episode }: NotificationBody): string {
  return `${emojiOf(episode)} *${markedText(bounded(title, MOST_TITLE_CHARACTERS))}*\n${markedText(bounded(firstFact(episode), 300))}`;
}

/** How bad it is, in the words of what it is about. */
function firstFact({ facts, id }: NotificationBody['episode']): string {
  const howBad = facts.find(({ label }) => label === 'How bad');
  return howBad ? `${sentenceOf(howBad)} · episode ${id}` : `Episode ${id}`;
}

function sectionOf(text: string): Block {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: text.slice(0, SLACK_LIMITS.sectionCharacters), verbatim: true },
  };
}
