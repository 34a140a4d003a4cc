import type { NotificationBody, ToldEpisode } from '../body.ts';
import { bounded } from '../bounded.ts';
import { type Fact, sentenceOf } from '../fact.ts';
import { markedText } from '../markup.ts';
import { actionsOf } from './actions.ts';
import { type Block, type MarkedText, SLACK_LIMITS, type SlackMessage } from './blocks.ts';

/** What a message offers. */
export interface SlackOptions {
  /** Whether somebody listens to its buttons. */
  readonly buttons: boolean;
}

/** Texts are bounded before they are escaped, so that no mark of escaping is cut in two; escaping makes them five times as long at worst. */
const MOST_FACT_CHARACTERS = 500;
const MOST_TITLE_CHARACTERS = 300;
const MOST_SECTIONS = 4;

/** A notification as one message of its own: for a webhook, which can edit nothing. */
export function slackMessageOf(body: NotificationBody, { buttons }: SlackOptions): SlackMessage {
  const { title, facts, links, episode } = body;
  return {
    text: fallbackOf(title, episode),
    blocks: [
      headerOf(`${emojiOf(episode)} ${title}`),
      ...factBlocks(facts),
      ...actionsOf(body, { links, buttons }),
      contextOf([`Episode ${episode.id}`]),
    ],
  };
}

/** An episode as it stands now, in the one message that is edited as it goes on. */
export function liveMessageOf(body: NotificationBody, { buttons }: SlackOptions): SlackMessage {
  const { links, episode } = body;
  const headline = `${emojiOf(episode)} ${episode.title}`;
  return {
    text: fallbackOf(episode.title, episode),
    blocks: [
      headerOf(headline),
      ...factBlocks(episode.facts),
      ...actionsOf(body, { links, buttons }),
      contextOf([stateOf(episode), `Episode ${episode.id}`]),
    ],
  };
}

/** What happened, in the thread under the message that is edited. */
export function threadMessageOf({ title, facts, episode }: NotificationBody): SlackMessage {
  const said = facts.filter(({ label }) => label === 'What happened' || label === 'How bad' || label === 'Silenced');
  return {
    text: fallbackOf(title, episode),
    blocks: [sectionOf(`*${markedText(bounded(title, MOST_TITLE_CHARACTERS))}*`), ...factBlocks(said)],
  };
}

/** Red and yellow while nobody has it, an eye when somebody has, a bell struck through when it is silenced, green at the end. */
export function emojiOf({ state, severity, silence }: Pick<ToldEpisode, 'state' | 'severity' | 'silence'>): string {
  if (state === 'resolved') return '✅';
  if (silence) return '🔕';
  if (state === 'acknowledged') return '👀';
  return severity === 'critical' ? '🔴' : '🟡';
}

function stateOf({ state, acknowledgedBy, silence, severity }: ToldEpisode): string {
  const silenced = silence ? `, silenced by ${silence.author}` : '';
  if (state === 'acknowledged' && acknowledgedBy) return `taken on by ${acknowledgedBy.who}${silenced}`;
  return `${state === 'resolved' ? 'resolved' : `${severity}, nobody has taken it on`}${silenced}`;
}

/** What stands in a notification on a phone, where blocks are not shown. */
function fallbackOf(title: string, episode: ToldEpisode): string {
  return `${emojiOf(episode)} ${markedText(bounded(title, MOST_TITLE_CHARACTERS))}`;
}

function headerOf(text: string): Block {
  const fitting = bounded(text, SLACK_LIMITS.headerCharacters);
  return { type: 'header', text: { type: 'plain_text', text: fitting, emoji: true } };
}

/** Facts by the section, as many in each as it holds. */
function factBlocks(facts: readonly Fact[]): Block[] {
  const sections: string[] = [];
  for (const fact of facts) {
    const line = `*${fact.label}*  ${markedText(bounded(sentenceOf(fact), MOST_FACT_CHARACTERS))}`;
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < SLACK_LIMITS.sectionCharacters)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.slice(0, MOST_SECTIONS).map(sectionOf);
}

function sectionOf(text: string): Block {
  return { type: 'section', text: marked(text) };
}

function contextOf(texts: readonly string[]): Block {
  return { type: 'context', elements: texts.map((text) => marked(markedText(text))) };
}

function marked(text: string): MarkedText {
  return { type: 'mrkdwn', text, verbatim: true };
}
