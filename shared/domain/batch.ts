import type { LogEvent } from './model.ts';

/** The events of a batch, each id once: a delivery may hold an event twice. */
export function withoutRepeats(events: readonly LogEvent[]): readonly LogEvent[] {
  if (areAscending(events)) return events;
  const ids = new Set<string>();
  for (const { id } of events) ids.add(id);
  if (ids.size === events.length) return events;
  return events.filter(({ id }) => ids.delete(id));
}

/** As CloudWatch Logs delivers them, most of the time. */
function areAscending(events: readonly LogEvent[]): boolean {
  let before = '';
  for (const { id } of events) {
    if (id <= before) return false;
    before = id;
  }
  return true;
}
