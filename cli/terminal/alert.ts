import type { Notification } from '#shared/domain/message/notification.ts';
import { textOf } from '#shared/domain/message/text.ts';
import { formatTimeOfDay } from '#shared/domain/time.ts';
import { pc } from './colours.ts';

/** A notification as the terminal shows it: when, what, and the lines that help to act. */
export function alertText(notification: Notification): string {
  const { title, lines } = textOf(notification);
  const atMs = notification.episode.history.at(-1)?.atMs ?? notification.episode.openedMs;
  const isOver = notification.reason === 'resolved' || notification.reason === 'stale';
  const paint = isOver ? pc.green : notification.episode.severity === 'critical' ? pc.red : pc.yellow;
  return [`${formatTimeOfDay(atMs)} ${pc.bold(paint(title))}`, ...lines.map((line) => `      ${line}`)].join('\n');
}
