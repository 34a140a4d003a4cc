import type { LogEvent } from './model.ts';

/** The events of a batch, each id once: a delivery may hold an event twice. */
export function withoutRepeats(events: readonly LogEvent[]): readonly LogEvent[] {
  const ids = new Set<string>();
  for (const { id } of events) ids.add(id);
  if (ids.size === events.length) return events;
  return events.filter(({ id }) => ids.delete(id));
}
