import { codeName } from '../detect/signal.ts';
import { dimensionOf } from '../scope.ts';
import type { Notification } from './notification.ts';
import { textOf } from './text.ts';

/** A notification as programs receive it. */
export interface NotificationBody {
  /** The same however often it is sent; receivers drop repeats by it. */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Lines with a line feed between them. */
  readonly text: string;
  readonly reason: string;
  readonly episode: Notification['episode'];
  /** Where it stands for all that could not be published for a while: every one of them, the oldest first. */
  readonly late?: readonly LateBody[] | undefined;
}

/** One that comes late, with others. */
export interface LateBody {
  readonly id: string;
  readonly reason: string;
  readonly atMs: number;
  readonly episodeId: string;
}

/** Raised when receivers would have to change. */
const BODY_VERSION = 1;

/** What is published of a notification. The outbox stays behind: it is about sending. */
export function bodyOf(notification: Notification): NotificationBody {
  const { title, lines } = textOf(notification);
  const { id, reason, episode } = notification;
  const late = notification.late?.map(({ episode: { id: episodeId }, ...notice }) => ({ ...notice, episodeId }));
  const told = { ...episode, outbox: [] };
  return { id, version: BODY_VERSION, title, text: lines.join('\n'), reason, episode: told, ...(late && { late }) };
}

/** What subscribers filter by, all text. */
export function attributesOf({ reason, episode }: Notification): Readonly<Record<string, string>> {
  return {
    severity: episode.severity,
    rule: episode.rule,
    code: episode.codes.length === 0 ? 'none' : episode.codes.map(codeName).join(','), // SNS takes no empty attribute
    scope: dimensionOf(episode.scope),
    reason,
  };
}
