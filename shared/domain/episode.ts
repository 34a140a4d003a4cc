import type { Contribution } from './attribute.ts';
import type { Evidenced } from './detect/finding.ts';
import type { Marker } from './marker.ts';
import type { Scope } from './scope.ts';
import type { Silence } from './silence.ts';

/** Where an episode stands: nobody has taken it on, somebody has, or it is over. */
export const EPISODE_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];

/** Why an episode changed; every transition has one. What each does stands in `life.ts`. */
export const REASONS = [
  'opened',
  'widened',
  'narrowed',
  'escalated',
  'reminder',
  'acknowledged',
  'silenced',
  'unsilenced',
  'silence-ending',
  'silence-expired',
  'hushed',
  'announced',
  'absorbed',
  'resolved',
  'accepted',
  'stale',
  'withdrawn',
] as const;
export type Reason = (typeof REASONS)[number];

/** Why people are not told of an episode: its rule is on trial, it is worked on, another one explains it, somebody silenced it. */
export const QUIETS = ['staged', 'maintenance', 'inhibited', 'silenced'] as const;
export type Quiet = (typeof QUIETS)[number];

/** One incident as people are told of it: findings of one rule that overlap in time, named by the smallest scope that explains them. */
export interface Episode {
  /** `2026-11-23-1042-x7f3k9`: minute of opening and a hash of rule, code and scope, so the same opening has the same id. */
  readonly id: string;
  readonly rule: string;
  readonly severity: 'critical' | 'warning';
  /** Codes that fire, the first one first. */
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly state: EpisodeState;
  /** Start of the first bad minute; `openedMs` is when it was noticed. */
  readonly sinceMs: number;
  readonly openedMs: number;
  readonly resolvedMs: number | null;
  /** Who has taken it on. */
  readonly acknowledgedBy?: Acknowledgement | undefined;
  /** What was known at the last transition: errors among messages since it began. */
  readonly errors: number;
  readonly messages: number;
  /** Share of errors that was expected when it opened, 0–1; times messages it gives the errors that would have been usual. */
  readonly usualShare: number;
  /** What carried the evidence when it opened; undefined of a plain bound. */
  readonly evidence?: Evidenced | undefined;
  readonly byVasid: readonly Contribution[];
  readonly byCarrier: readonly Contribution[];
  /** What people did shortly before it began, the latest first. */
  readonly markers?: readonly Marker[] | undefined;
  /** What it came to, once it is over. */
  readonly summary?: EpisodeSummary | undefined;
  readonly history: readonly Transition[];
  /** Counts writes; a write succeeds only over the version it was made from. */
  readonly version: number;
  /** Transitions claimed and not yet known to be published. */
  readonly outbox: readonly OutboxEntry[];
  /** When something was last claimed to be told of it; null or undefined where people never were. */
  readonly toldMs?: number | null | undefined;
  /** Undefined where people are told of it. */
  readonly quiet?: Quiet | undefined;
  /** What hides it, where it is silenced. */
  readonly silence?: Silence | undefined;
  /** The wider episode that it became part of. */
  readonly absorbedBy?: string | undefined;
  /** Of an episode about log events that were not counted; then `errors` are missing of `messages` that arrived. */
  readonly lostLogs?: LostLogs | undefined;
}

/** Who took an episode on, and when. */
export interface Acknowledgement {
  readonly who: string;
  readonly atMs: number;
}

/** What an episode came to. */
export interface EpisodeSummary {
  readonly durationMs: number;
  /** Largest share of errors among the submits of five minutes, 0–1, and the start of these. */
  readonly peakShare: number;
  readonly peakMs: number;
  /** Submits of its scope while it lasted, and how many of these failed with its codes. */
  readonly messages: number;
  readonly errors: number;
  /** Part of those that failed for which sending again helps now, 0–1; null where that is not known of any. */
  readonly retryableShare: number | null;
}

/** What an episode tells that is about log events which arrived and were not counted. */
export interface LostLogs {
  readonly logGroup: string;
  /** From `sinceMs` of the episode to this. */
  readonly toMs: number;
  /** The command that counts them. */
  readonly repair: string;
}

/** One change of an episode. */
export interface Transition {
  readonly atMs: number;
  readonly reason: Reason;
  readonly scope: Scope;
  readonly codes: readonly number[];
  /** Who did it, where somebody did. */
  readonly who?: string | undefined;
}

/** A transition to be published under a notification id that stays the same however often it is sent. */
export interface OutboxEntry {
  readonly notificationId: string;
  readonly reason: Reason;
  readonly claimedMs: number;
  /** When somebody last took it up to send it; undefined where nobody has. */
  readonly takenMs?: number | undefined;
}

/** Whether an episode goes on, taken on by somebody or not. */
export function isOngoing({ state }: Pick<Episode, 'state'>): boolean {
  return state !== 'resolved';
}

/** Whether an episode still has to be looked at: it goes on, or something of it is unsent. */
export function isActive(episode: Pick<Episode, 'state' | 'outbox'>): boolean {
  return isOngoing(episode) || episode.outbox.length > 0;
}

/** Whether an episode was open at any time in a half-open range. */
export function wasOpenBetween(
  episode: Pick<Episode, 'sinceMs' | 'resolvedMs'>,
  fromMs: number,
  toMs: number,
): boolean {
  return episode.sinceMs < toMs && (episode.resolvedMs === null || episode.resolvedMs > fromMs);
}
