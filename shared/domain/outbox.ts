import type { Episode, OutboxEntry } from './episode.ts';
import { MINUTE_MS } from './time.ts';

/** Whoever took something up to send it and did not say that it was sent has died or failed by then; another takes it up. */
const REPUBLISH_MS = 2 * MINUTE_MS;
/** What could not be sent for so long is sent together with all else that could not, so that the end of an outage is no storm. */
const LATE_MS = 10 * MINUTE_MS;

/** Whether nobody is sending an entry. */
export function isDue({ takenMs }: OutboxEntry, nowMs: number): boolean {
  return takenMs === undefined || nowMs - takenMs >= REPUBLISH_MS;
}

/** Whether an entry has waited so long that it is no news of its own any more. */
export function isLate({ claimedMs }: OutboxEntry, nowMs: number): boolean {
  return nowMs - claimedMs >= LATE_MS;
}

/** Takes entries up for sending; null where one of them has been sent, or is being sent by somebody else. */
export function takeUp(episode: Episode, ids: ReadonlySet<string>, nowMs: number): Episode | null {
  const wanted = episode.outbox.filter(({ notificationId }) => ids.has(notificationId));
  if (wanted.length < ids.size || !wanted.every((entry) => isDue(entry, nowMs))) return null;
  const outbox = episode.outbox.map((entry) => (wanted.includes(entry) ? { ...entry, takenMs: nowMs } : entry));
  return { ...episode, version: episode.version + 1, outbox };
}

/** Takes out entries that are sent; null where none of them is there any more. */
export function takeOut(episode: Episode, ids: ReadonlySet<string>): Episode | null {
  const outbox = episode.outbox.filter(({ notificationId }) => !ids.has(notificationId));
  return outbox.length === episode.outbox.length ? null : { ...episode, version: episode.version + 1, outbox };
}
