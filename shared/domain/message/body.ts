import type { Contribution } from '../attribute.ts';
import { codeName, signalOf } from '../detect/signal.ts';
import type { Acknowledgement, Episode, EpisodeSummary, LostLogs, Reason, Transition } from '../episode.ts';
import type { Cause } from '../insight/cause.ts';
import type { EffectiveLimit } from '../insight/effective-limit.ts';
import { dimensionOf } from '../scope.ts';
import type { Fact } from './fact.ts';
import type { Link } from './links.ts';
import type { LateNotice, Notification } from './notification.ts';
import { standingFactsOf, textOf } from './text.ts';
import { titleOf } from './title.ts';
import { TOLD_PLAINLY, type Told } from './told.ts';

/** Raised when receivers would have to change; what is added does not raise it. */
export const BODY_VERSION = 1;

/** A notification as programs receive it; `docs/notification.schema.json` describes it. */
export interface NotificationBody {
  /** The same however often it is sent; receivers drop repeats by it. */
  readonly id: string;
  readonly version: typeof BODY_VERSION;
  readonly reason: string;
  /** When that happened. */
  readonly atMs: number;
  readonly title: string;
  /** The facts, with a line feed between them. */
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly links: readonly Link[];
  readonly episode: ToldEpisode;
  /** Where it stands for all that could not be published for a while: every one of them, the oldest first. */
  readonly late?: readonly LateBody[] | undefined;
}

/** One that comes late, with others. */
export interface LateBody {
  readonly id: string;
  readonly reason: Reason;
  readonly atMs: number;
  readonly episodeId: string;
}

/** What is published of an episode: all that is known of it in bounds, and nothing of how it is sent. */
export interface ToldEpisode
  extends Pick<Episode, 'id' | 'rule' | 'severity' | 'state' | 'scope' | 'sinceMs' | 'openedMs' | 'resolvedMs'> {
  /** Counts its changes: the higher one is the newer one. */
  readonly version: number;
  /** The title without what happened, the same as long as it is about the same. */
  readonly title: string;
  /** All that is said of it as it stands, whatever happened last. */
  readonly facts: readonly Fact[];
  readonly codes: readonly number[];
  readonly errors: number;
  readonly messages: number;
  /** Share of errors that was expected, 0–1. */
  readonly usualShare: number;
  readonly byVasid: readonly Contribution[];
  readonly byCarrier: readonly Contribution[];
  readonly causes: readonly Cause[];
  readonly limits: readonly EffectiveLimit[];
  readonly history: readonly Transition[];
  readonly acknowledgedBy?: Acknowledgement | undefined;
  readonly silence?: { readonly author: string; readonly reason: string; readonly untilMs: number | null } | undefined;
  readonly summary?: EpisodeSummary | undefined;
  readonly lostLogs?: LostLogs | undefined;
}

const MOST_CODES = 50;
const MOST_CONTRIBUTIONS = 10;
const MOST_TRANSITIONS = 20;

/** What is published of a notification. */
export function bodyOf(notification: Notification, told: Told = TOLD_PLAINLY): NotificationBody {
  const { title, facts, lines, links } = textOf(notification, told);
  const { id, reason } = notification;
  return {
    id,
    version: BODY_VERSION,
    reason,
    atMs: atMsOf(notification),
    title,
    text: lines.join('\n'),
    facts,
    links,
    episode: toldOf(notification, told),
    ...(notification.late && { late: notification.late.map(lateBodyOf) }),
  };
}

function lateBodyOf({ episode, ...notice }: LateNotice): LateBody {
  return { ...notice, episodeId: episode.id };
}

/** Whether it tells of several episodes at once, because nothing could be told for a while. */
export function isCaughtUp({ facts }: Pick<NotificationBody, 'facts'>): boolean {
  return facts.some(({ label }) => label === 'Caught up');
}

/** What subscribers filter by. */
export function attributesOf({ reason, episode }: Notification): Readonly<Record<string, string | readonly string[]>> {
  const { severity, rule, state, codes, scope } = episode;
  return {
    severity,
    rule,
    state,
    reason,
    code: codes.length === 0 ? ['none'] : codes.slice(0, MOST_CODES).map(codeName), // a policy matches any of a list
    scope: dimensionOf(scope),
    service: scope.vasid ?? 'all',
    carrier: scope.carrier ?? 'all',
  };
}

function atMsOf({ reason, episode }: Notification): number {
  return episode.history.findLast((transition) => transition.reason === reason)?.atMs ?? episode.openedMs;
}

function toldOf(notification: Notification, told: Told): ToldEpisode {
  const { episode } = notification;
  const { id, rule, severity, state, scope, sinceMs, openedMs, resolvedMs, version, silence, insight } = episode;
  return {
    ...{
      id,
      version,
      title: titleOf(episode, told.catalogue),
      rule,
      severity,
      state,
      scope,
      sinceMs,
      openedMs,
      resolvedMs,
    },
    ...{ errors: episode.errors, messages: episode.messages, usualShare: episode.usualShare },
    facts: standingFactsOf(notification, told),
    codes: episode.codes.filter((code) => signalOf(code) === null).slice(0, MOST_CODES), // a signal's number is no code
    byVasid: episode.byVasid.slice(0, MOST_CONTRIBUTIONS),
    byCarrier: episode.byCarrier.slice(0, MOST_CONTRIBUTIONS),
    ...{ causes: insight?.causes ?? [], limits: insight?.limits ?? [] },
    history: episode.history
      .slice(-MOST_TRANSITIONS)
      .map((transition) => ({ ...transition, codes: transition.codes.slice(0, MOST_CODES) })),
    ...{ acknowledgedBy: episode.acknowledgedBy, summary: episode.summary, lostLogs: episode.lostLogs },
    silence: silence && { author: silence.author, reason: silence.reason, untilMs: silence.untilMs },
  };
}
