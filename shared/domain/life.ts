/**
 * The life of an episode, all of it: which transitions there are from each state, where they lead, and whether people are told.
 *
 *   opened ──▶ open ──acknowledged──▶ acknowledged ──resolved, accepted, stale, absorbed──▶ resolved
 *               └────────────────────────────────────resolved, accepted, stale, absorbed──────┘
 *
 * Beside its state an episode may be quiet: then it lives as any other and nobody is told.
 */
import type { Episode, EpisodeState, OutboxEntry, Quiet, Reason } from './episode.ts';
import { noticeMs, type Silence } from './silence.ts';
import { HOUR_MS, MINUTE_MS } from './time.ts';

/**
 * Who hears of a transition. `told`: everybody, unless the episode is quiet. `heard`: those who heard of the episode before, quiet
 * or not, so that nothing they were told of is left hanging. `kept`: nobody, it only stands in the history.
 */
export type Telling = 'told' | 'heard' | 'kept';

/** One line of the life: where a transition leads from each state, null where it does not happen there. */
export interface LifeLine {
  readonly open: EpisodeState | null;
  readonly acknowledged: EpisodeState | null;
  readonly resolved: EpisodeState | null;
  readonly telling: Telling;
}

const GOES_ON = { open: 'open', acknowledged: 'acknowledged', resolved: null } as const;
const ENDS = { open: 'resolved', acknowledged: 'resolved', resolved: null } as const;

/** The states and what happens in each of them. `opened` makes an episode, so it happens in none. */
export const LIFE: Readonly<Record<Reason, LifeLine>> = {
  opened: { open: null, acknowledged: null, resolved: null, telling: 'told' },
  widened: { ...GOES_ON, telling: 'told' },
  narrowed: { ...GOES_ON, telling: 'told' },
  escalated: { open: 'open', acknowledged: 'open', resolved: null, telling: 'told' }, // it is worse than what somebody took on
  reminder: { open: 'open', acknowledged: null, resolved: null, telling: 'told' },
  acknowledged: { open: 'acknowledged', acknowledged: null, resolved: null, telling: 'told' },
  silenced: { ...GOES_ON, telling: 'heard' },
  'silence-ending': { ...GOES_ON, telling: 'heard' },
  'silence-expired': { ...GOES_ON, telling: 'told' },
  unsilenced: { ...GOES_ON, telling: 'told' },
  hushed: { ...GOES_ON, telling: 'kept' },
  announced: { ...GOES_ON, telling: 'told' },
  absorbed: { ...ENDS, telling: 'heard' },
  resolved: { ...ENDS, telling: 'heard' },
  accepted: { ...ENDS, telling: 'heard' },
  stale: { ...ENDS, telling: 'heard' },
  withdrawn: { ...ENDS, telling: 'heard' },
};

/** When a transition happens, and who did it. */
export interface Moment {
  readonly nowMs: number;
  readonly who?: string | undefined;
}

/** What makes an episode quiet now; undefined where nothing does. */
export interface Quieting {
  readonly quiet: Quiet;
  /** Where it is silenced. */
  readonly silence?: Silence | undefined;
}

/**
 * Takes an episode through a transition: its state, its history, and in its outbox what people are to be told. Null where the
 * transition does not happen in the episode's state.
 * @param changes what else is known of it from now on
 */
export function transit(
  episode: Episode,
  reason: Reason,
  moment: Moment,
  changes: Partial<Episode> = {},
): Episode | null {
  const state = LIFE[reason][episode.state];
  return state === null ? null : record({ ...episode, ...changes, state }, reason, moment);
}

/** The first transition of an episode that has none. */
export function open(blank: Episode, moment: Moment): Episode {
  return record({ ...blank, state: 'open' }, 'opened', moment);
}

/** Takes an episode on. Null where it is over, or somebody has taken it on already. */
export function acknowledge(episode: Episode, who: string, nowMs: number): Episode | null {
  return transit(episode, 'acknowledged', { nowMs, who }, { acknowledgedBy: { who, atMs: nowMs } });
}

/** Intervals between what people are told of an episode that nobody has taken on; the last one repeats. */
const REMIND_AFTER_MS = [30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS, 8 * HOUR_MS, 24 * HOUR_MS];

/**
 * What the passing of time does to an episode: it falls quiet or is told again, a silence on it comes to its end, a reminder is
 * due. Null where nothing changes.
 * @param quieting what makes it quiet now
 */
export function pass(episode: Episode, quieting: Quieting | undefined, nowMs: number): Episode | null {
  const { quiet, silence } = quieting ?? {};
  const moment = { nowMs, who: silence?.author };
  if (quiet !== episode.quiet || silence?.id !== episode.silence?.id)
    return transit(episode, reasonOfTurn(episode, quiet, nowMs), moment, { quiet, silence });
  if (isNoticeDue(episode, silence, nowMs)) return transit(episode, 'silence-ending', { nowMs });
  return quiet === undefined && isReminderDue(episode, nowMs) ? transit(episode, 'reminder', { nowMs }) : null;
}

/** Takes a silence off an episode. Null where it is over. */
export function unsilence(episode: Episode, who: string, nowMs: number): Episode | null {
  return transit(episode, 'unsilenced', { nowMs, who }, { quiet: undefined, silence: undefined });
}

function reasonOfTurn({ quiet: before, silence }: Episode, quiet: Quiet | undefined, nowMs: number): Reason {
  if (quiet !== undefined) return quiet === 'silenced' ? 'silenced' : 'hushed';
  if (before !== 'silenced') return 'announced';
  return silence && (silence.untilMs ?? Number.POSITIVE_INFINITY) <= nowMs ? 'silence-expired' : 'unsilenced';
}

function isNoticeDue(episode: Episode, silence: Silence | undefined, nowMs: number): boolean {
  const dueMs = silence && noticeMs(silence);
  if (dueMs === undefined || dueMs === null || nowMs < dueMs) return false;
  return !episode.history.some(({ reason, atMs }) => reason === 'silence-ending' && atMs >= dueMs);
}

function isReminderDue({ toldMs, openedMs, history }: Episode, nowMs: number): boolean {
  const reminders = history.filter(({ reason }) => reason === 'reminder').length;
  const afterMs = REMIND_AFTER_MS[Math.min(reminders, REMIND_AFTER_MS.length - 1)] ?? 0;
  return nowMs - (toldMs ?? openedMs) >= afterMs;
}

function record(episode: Episode, reason: Reason, { nowMs, who }: Moment): Episode {
  const version = episode.version + 1;
  const entry: OutboxEntry = { notificationId: `${episode.id}-${version}`, reason, claimedMs: nowMs };
  const isHeard = hears(episode, reason);
  return {
    ...episode,
    version,
    resolvedMs: episode.state === 'resolved' ? nowMs : null,
    history: [
      ...episode.history,
      { atMs: nowMs, reason, scope: episode.scope, codes: episode.codes, ...(who === undefined ? {} : { who }) },
    ],
    outbox: isHeard ? [...episode.outbox, entry] : episode.outbox,
    toldMs: isHeard ? nowMs : (episode.toldMs ?? null),
  };
}

function hears({ quiet, toldMs }: Episode, reason: Reason): boolean {
  const { telling } = LIFE[reason];
  if (telling === 'heard') return (toldMs ?? null) !== null;
  return telling === 'told' && quiet === undefined;
}
