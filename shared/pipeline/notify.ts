import type { Episode, OutboxEntry } from '../domain/episode.ts';
import { digestOf } from '../domain/message/notification.ts';
import { isDue, isLate, takeOut, takeUp } from '../domain/outbox.ts';
import type { EpisodeStore, Notifier } from '../ports.ts';
import { changeEpisode } from './change-episode.ts';

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

/** An entry of an outbox, and whose it is. */
interface Waiting {
  readonly episode: Episode;
  readonly entry: OutboxEntry;
}

/**
 * Takes up what stands in the outboxes, sends it, then takes it out. Only one of several at work takes an entry up; one that has not
 * said within two minutes that it was sent is taken up again, and sent under the same id. So nothing is forgotten, and nothing sent
 * twice but after a crash or a lost reply. What has waited for ten minutes goes together, in one notification.
 */
export async function notify(nowMs: number, ports: NotifyPorts): Promise<NotifySummary> {
  const active = await ports.episodes.listActive();
  const due = active.flatMap((episode) =>
    episode.outbox.filter((entry) => isDue(entry, nowMs)).map((entry) => ({ episode, entry })),
  );
  const late = due.filter(({ entry }) => isLate(entry, nowMs));
  const news = due.filter((waiting) => !late.includes(waiting));
  let sent = 0;
  const failures: NotifyFailure[] = [];
  for (const together of [late, ...news.map((one) => [one])]) {
    const taken = await takeUpAll(together, nowMs, ports.episodes);
    const notification = digestOf(taken);
    if (!notification) continue;
    try {
      await ports.notifier.notify(notification);
    } catch (cause) {
      failures.push({ notificationId: notification.id, cause });
      continue;
    }
    sent += 1;
    for (const [id, ids] of idsByEpisode(taken))
      await changeEpisode(id, (episode) => takeOut(episode, ids), ports.episodes);
  }
  return { sent, failures };
}

/** Those that nobody else has taken up, with their episodes as they are now. */
async function takeUpAll(together: readonly Waiting[], nowMs: number, episodes: EpisodeStore): Promise<Waiting[]> {
  const taken: Waiting[] = [];
  for (const [id, ids] of idsByEpisode(together)) {
    const change = await changeEpisode(id, (episode) => takeUp(episode, ids, nowMs), episodes);
    if (change.outcome !== 'changed') continue;
    const { episode } = change;
    for (const entry of episode.outbox) if (ids.has(entry.notificationId)) taken.push({ episode, entry });
  }
  return taken;
}

function idsByEpisode(waiting: readonly Waiting[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { episode, entry } of waiting) {
    const ofEpisode = ids.get(episode.id) ?? new Set<string>();
    ids.set(episode.id, ofEpisode.add(entry.notificationId));
  }
  return ids;
}
