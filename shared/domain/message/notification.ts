import { type Episode, isOngoing, type OutboxEntry, type Reason } from '../episode.ts';
import { shortHash } from '../short-hash.ts';

/** What is told of one transition of an episode. Sent at least once; receivers drop repeats by `id`. */
export interface Notification {
  readonly id: string;
  readonly reason: Reason;
  readonly episode: Episode;
  /** Where this one stands for all that could not be sent for a while: every one of them, the oldest first. */
  readonly late?: readonly LateNotice[] | undefined;
}

/** A notification that comes late, with others. */
export interface LateNotice {
  readonly id: string;
  readonly reason: Reason;
  readonly atMs: number;
  /** As it stands now, not as it stood then. */
  readonly episode: Episode;
}

/** The notification of an entry of an episode's outbox. */
export function notificationOf(episode: Episode, entry: OutboxEntry): Notification {
  return { id: entry.notificationId, reason: entry.reason, episode };
}

/**
 * One notification for several that come late, under the name of the gravest episode that goes on, else of the last one that ended.
 * The same ones give the same id. Null where there are none.
 */
export function digestOf(
  waiting: readonly { readonly episode: Episode; readonly entry: OutboxEntry }[],
): Notification | null {
  const late = waiting
    .map(({ episode, entry: { notificationId, reason, claimedMs } }) => ({
      id: notificationId,
      reason,
      atMs: claimedMs,
      episode,
    }))
    .sort((one, other) => one.atMs - other.atMs || (one.id < other.id ? -1 : 1));
  const gravity = ({ episode }: LateNotice) => (isOngoing(episode) ? 2 : 0) + (episode.severity === 'critical' ? 1 : 0);
  const lead = late.reduce<LateNotice | null>((best, one) => (best && gravity(best) > gravity(one) ? best : one), null);
  if (!lead) return null;
  if (late.length === 1) return { id: lead.id, reason: lead.reason, episode: lead.episode };
  const name = shortHash(late.map(({ id }) => id).join(' '));
  return { id: `${lead.id}-and-${late.length - 1}-more-${name}`, reason: lead.reason, episode: lead.episode, late };
}
