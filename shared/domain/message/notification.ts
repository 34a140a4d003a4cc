import type { Episode, OutboxEntry, Reason } from '../episode.ts';

/** What is told of one transition of an episode. Sent at least once; receivers drop repeats by `id`. */
export interface Notification {
  readonly id: string;
  readonly reason: Reason;
  readonly episode: Episode;
}

/** The notification of an entry of an episode's outbox. */
export function notificationOf(episode: Episode, entry: OutboxEntry): Notification {
  return { id: entry.notificationId, reason: entry.reason, episode };
}
