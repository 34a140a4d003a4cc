import { digestText, spansEpisodes } from './digest.ts';
import { endingFacts } from './ending.ts';
import type { Fact } from './fact.ts';
import { lineOf } from './fact.ts';
import { failingFacts } from './failing.ts';
import { causeFacts } from './likely-cause.ts';
import { type Link, linksOf } from './links.ts';
import { lostLogsFacts } from './lost-logs-text.ts';
import type { LateNotice, Notification } from './notification.ts';
import { isByPeople, peopleFacts, silenceFacts } from './people.ts';
import { OPENING_WORDS, titleOf } from './title.ts';
import { TOLD_PLAINLY, type Told } from './told.ts';
import { whereFacts } from './where.ts';

/** A notification in plain words: one line for a phone's lock screen, then what one needs to act. */
export interface NotificationText {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly links: readonly Link[];
  /** The facts, a line each. */
  readonly lines: readonly string[];
}

/** Says what broke, for whom, since when, how bad, whose job it is and what to do. Holds nothing that came from a log but names within their grammar. */
export function textOf(notification: Notification, told: Told = TOLD_PLAINLY): NotificationText {
  const { reason, episode, late } = notification;
  if (late && spansEpisodes(late)) return caughtUpText(late, notification, told);
  const facts = factsOf(notification, told);
  return {
    title: `${OPENING_WORDS[reason]}: ${titleOf(episode, told.catalogue)}`,
    facts,
    links: linksOf(episode, told.links),
    lines: facts.map(lineOf),
  };
}

/** Several episodes of which nothing could be told for a while, a line each. */
function caughtUpText(late: readonly LateNotice[], { episode }: Notification, told: Told): NotificationText {
  const describe = (notice: LateNotice) =>
    `${OPENING_WORDS[notice.reason]}: ${titleOf(notice.episode, told.catalogue)}`;
  const { title, lines } = digestText(late, describe);
  return {
    ...{ title, lines },
    facts: lines.map((text) => ({ label: 'Caught up', text })),
    links: linksOf(episode, told.links),
  };
}

/**
 * All that is said of an episode as it stands, whatever happened to it last: for a message that is edited as it goes on.
 */
export function standingFactsOf(notification: Notification, told: Told = TOLD_PLAINLY): Fact[] {
  const { episode } = notification;
  if (episode.lostLogs) return lostLogsFacts(notification, episode.lostLogs);
  if (episode.state !== 'resolved')
    return [...failingFacts({ ...notification, reason: 'opened' }, told), ...silenceFacts(episode)];
  const causes = causeFacts(episode, told.catalogue).filter(({ label }) => label === 'Likely cause');
  return [...endingFacts(notification), ...whereFacts(episode), ...causes];
}

/** What is said goes by what the episode is about, and by what happened to it. */
function factsOf(notification: Notification, told: Told): Fact[] {
  const { reason, episode } = notification;
  if (episode.lostLogs) return lostLogsFacts(notification, episode.lostLogs);
  if (episode.state === 'resolved') return endingFacts(notification);
  return isByPeople(reason) ? peopleFacts(notification) : failingFacts(notification, told);
}
