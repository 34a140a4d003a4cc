import type { Episode, OutboxEntry } from '../domain/episode.ts';
import { notificationOf } from '../domain/message/notification.ts';
import type { EpisodeStore, Notifier } from '../ports.ts';

/** What notify needs. */
export interface NotifyPorts {
  readonly episodes: EpisodeStore;
  readonly notifier: Notifier;
}

/** What became of the notifications that were due. */
export interface NotifySummary {
  readonly sent: number;
  readonly failures: readonly NotifyFailure[];
}

export interface NotifyFailure {
  readonly notificationId: string;
  readonly cause: unknown;
}

/**
 * Sends what stands in the outboxes, then remembers that it was sent. A crash between the two sends it again under the same
 * id; a failure leaves it for the next call. Nothing is ever forgotten.
 */
export async function notify(ports: NotifyPorts): Promise<NotifySummary> {
  let sent = 0;
  const failures: NotifyFailure[] = [];
  for (const episode of await ports.episodes.listActive()) {
    const unsent: OutboxEntry[] = [];
    for (const entry of episode.outbox) {
      try {
        await ports.notifier.notify(notificationOf(episode, entry));
        sent += 1;
      } catch (cause) {
        failures.push({ notificationId: entry.notificationId, cause });
        unsent.push(entry);
      }
    }
    if (unsent.length < episode.outbox.length) await remember(episode, unsent, ports.episodes);
  }
  return { sent, failures };
}

/** A `stale` answer means the episode has moved on with the outbox as it was: then it is sent once more, under the same id. */
async function remember(episode: Episode, outbox: readonly OutboxEntry[], episodes: EpisodeStore): Promise<void> {
  await episodes.put({ ...episode, version: episode.version + 1, outbox });
}
