import type { NotificationBody } from '../../domain/message/body.ts';

/** A channel of Slack in which people read. What it does not take it says with a SlackError. */
export interface SlackChannel {
  readonly tell: (body: NotificationBody) => Promise<void>;
  /** Brings what comes late, in one message and in the plainest form. */
  readonly tellTogether: (bodies: readonly NotificationBody[]) => Promise<void>;
}
