import type { Episode, Reason } from '../episode.ts';
import { formatMinute, formatTimeOfDay, startOf } from '../time.ts';
import { countedFact } from './counted.ts';
import type { Fact } from './fact.ts';
import type { Notification } from './notification.ts';

/** Whether a transition is what somebody did about an episode, or what comes of it. */
export function isByPeople(reason: Reason): boolean {
  return DONE[reason] !== undefined;
}

/** What somebody did, and how bad it is meanwhile; the rest was said when it opened. */
export function peopleFacts({ reason, episode }: Notification): Fact[] {
  return [
    { label: 'What happened', text: DONE[reason]?.(episode) ?? reason },
    countedFact(episode),
    ...silenceFacts(episode),
  ];
}

const DONE: Readonly<Partial<Record<Reason, (episode: Episode) => string>>> = {
  acknowledged: ({ acknowledgedBy }) =>
    `${acknowledgedBy?.who ?? 'somebody'} has taken it on; reminders stop unless it gets worse`,
  silenced: ({ silence }) => `${silence?.author ?? 'somebody'} does not want to be told of it ${untilOf(silence)}`,
  'silence-ending': ({ silence }) =>
    `it goes on, and is told again ${fromOf(silence)}; silence it anew if it is not to be`,
  hushed: () => 'it goes on and is not told for the time being',
};

type Silencing = Episode['silence'];

/** Who silenced it, until when and why. */
export function silenceFacts({ silence }: Episode): Fact[] {
  return silence ? [{ label: 'Silenced', text: `by ${silence.author} ${untilOf(silence)}: ${silence.reason}` }] : [];
}

function untilOf(silence: Silencing): string {
  if (!silence || silence.untilMs === null) return 'until it is resolved';
  return `until ${instantOf(silence.untilMs, silence.fromMs)}`;
}

function fromOf(silence: Silencing): string {
  return !silence || silence.untilMs === null
    ? 'when the silence ends'
    : `from ${instantOf(silence.untilMs, silence.fromMs)} on`;
}

function instantOf(atMs: number, seenFromMs: number): string {
  return startOf('day', atMs) === startOf('day', seenFromMs) ? `${formatTimeOfDay(atMs)} UTC` : formatMinute(atMs);
}
