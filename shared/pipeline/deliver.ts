import type { DeliveryLog } from '../ports.ts';

/** What deliver needs. */
export interface DeliverPorts<Message> {
  readonly deliveries: DeliveryLog;
  readonly send: (message: Message) => Promise<void>;
}

/**
 * Brings a notification to one channel, then remembers it, so that a repeat is dropped. A crash between the two sends it
 * twice; it is never lost.
 */
export async function deliver<Message extends { readonly id: string }>(
  message: Message,
  nowMs: number,
  { deliveries, send }: DeliverPorts<Message>,
): Promise<'sent' | 'repeated'> {
  if (await deliveries.has(message.id)) return 'repeated';
  await send(message);
  await deliveries.note(message.id, nowMs);
  return 'sent';
}
