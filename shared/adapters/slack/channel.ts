import type { NotificationBody } from '../../domain/message/body.ts';

/** A channel of Slack in which people read. What it does not take it says with a SlackError. */
export interface SlackChannel {
  /** @param attempt `again` where it was told before and may stand there, though no answer came */
  readonly tell: (body: NotificationBody, attempt: 'first' | 'again') => Promise<void>;
  /** Brings what comes late, in one message and in the plainest form; any of it may stand there already. */
  readonly tellTogether: (bodies: readonly NotificationBody[]) => Promise<void>;
}
