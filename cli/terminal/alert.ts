import { lineOf } from '#shared/domain/message/fact.ts';
import type { Notification } from '#shared/domain/message/notification.ts';
import { textOf } from '#shared/domain/message/text.ts';
import type { Told } from '#shared/domain/message/told.ts';
import { formatTimeOfDay } from '#shared/domain/time.ts';
import { pc } from './colours.ts';
import { wrapped } from './wrapped.ts';

/** What a line is after `09:19 `, so that it is read at a glance when something began. */
const INDENT = 6;

/** A notification as the terminal shows it: when, what, and the lines that help to act. */
export function alertText(notification: Notification, told: Told): string {
  const { title, facts } = textOf(notification, told);
  const { episode } = notification;
  const atMs = episode.history.at(-1)?.atMs ?? episode.openedMs;
  const paint = episode.state === 'resolved' ? pc.green : episode.severity === 'critical' ? pc.red : pc.yellow;
  const lines = facts.map((fact) => wrapped(lineOf(fact), INDENT).replace(fact.label, pc.dim(fact.label)));
  return [`${formatTimeOfDay(atMs)} ${pc.bold(paint(title))}`, ...lines].join('\n');
}
