import * as z from 'zod/mini';
import type { NotificationBody } from '../domain/message/body.ts';

const Body = z.object({ id: z.string(), title: z.string(), text: z.string() });

/** Reads of a published notification what a channel of plain text needs; anybody allowed to may publish to a topic. */
export function parseNotificationBody(text: string): Pick<NotificationBody, 'id' | 'title' | 'text'> {
  return Body.parse(JSON.parse(text));
}
