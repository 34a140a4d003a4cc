import type { LostLogs } from '../episode.ts';
import { formatMinute } from '../time.ts';
import { numberOf } from './counted.ts';
import type { Fact } from './fact.ts';
import type { Notification } from './notification.ts';

/** What is said of log events that arrived and were not counted. */
export function lostLogsFacts({ reason, episode }: Notification, { toMs, repair }: LostLogs): Fact[] {
  const { errors, messages, sinceMs } = episode;
  const range = `${formatMinute(sinceMs)} to ${formatMinute(toMs)}`;
  if (reason === 'resolved')
    return [{ label: 'What happened', text: `all events that arrived from ${range} are counted now` }];
  if (reason === 'stale')
    return [{ label: 'What happened', text: `events that arrived from ${range} are too old to be counted` }];
  const missing = `${numberOf(errors)} of ${numberOf(messages)} events that arrived from ${range} were not counted`;
  return [
    { label: 'How bad', text: missing },
    { label: 'What next', text: `count them: ${repair}` },
  ];
}
