import { describeCode } from '../catalogue.ts';
import type { Episode, LostLogs, Reason } from '../episode.ts';
import { describeScope } from '../scope.ts';
import { formatDuration, formatMinute, formatTimeOfDay } from '../time.ts';
import { digestText, spansEpisodes } from './digest.ts';
import type { Notification } from './notification.ts';

/** A notification in plain words: one line for a phone's lock screen, then what one needs to act. */
export interface NotificationText {
  readonly title: string;
  readonly lines: readonly string[];
}

const MAX_CONTRIBUTIONS = 3;

/** Says what broke, for whom, since when, whose job it is and what to do. Holds nothing that came from a log but names within their grammar. */
export function textOf({ reason, episode, late }: Notification): NotificationText {
  if (late && spansEpisodes(late))
    return digestText(late, (notice) => `${openingWord(notice.reason)}: ${titleOf(notice.episode)}`);
  return { title: `${openingWord(reason)}: ${titleOf(episode)}`, lines: linesOf(reason, episode) };
}

/** `2568 Could not authenticate: service svc-2`. */
export function titleOf(episode: Pick<Episode, 'codes' | 'scope' | 'lostLogs'>): string {
  if (episode.lostLogs) return `Log events not counted: ${episode.lostLogs.logGroup}`;
  return `${episode.codes.map(nameOfCode).join(', ')}: ${describeScope(episode.scope)}`;
}

function linesOf(reason: Reason, episode: Episode): string[] {
  if (episode.lostLogs) return lostLogsLines(reason, episode, episode.lostLogs);
  return ENDINGS[reason] ? closingLines(reason, episode) : openingLines(episode);
}

function openingLines(episode: Episode): string[] {
  const expected = Math.round(episode.usualShare * episode.messages);
  const usual = episode.evidence ? `, up to ${percentOf(episode.evidence.plausibleShare)} is usual` : '';
  return [
    `${counted(episode)} since ${formatTimeOfDay(episode.sinceMs)} UTC, expected ${expected}${usual}`,
    ...contributionLines(episode),
    ...episode.codes.map(adviceOn),
  ];
}

function closingLines(reason: Reason, episode: Episode): string[] {
  const endMs = episode.resolvedMs ?? episode.openedMs;
  return [
    `lasted ${formatDuration(endMs - episode.sinceMs)}, ${formatTimeOfDay(episode.sinceMs)}–${formatTimeOfDay(endMs)} UTC: ${ENDINGS[reason]}`,
    `${counted(episode)} in that time`,
  ];
}

/** What an ending says of itself. */
const ENDINGS: Readonly<Partial<Record<Reason, string>>> = {
  resolved: 'answers are normal again',
  stale: 'nothing of the kind was sent for hours, so nothing proves recovery',
  accepted: 'it goes on, and is taken for normal from now on',
  absorbed: 'it goes on as part of a wider one',
  withdrawn: 'its rule is watched no longer',
};

function lostLogsLines(reason: Reason, { errors, messages, sinceMs }: Episode, { toMs, repair }: LostLogs): string[] {
  const range = `${formatMinute(sinceMs)} to ${formatMinute(toMs)}`;
  if (reason === 'resolved') return [`all events that arrived from ${range} are counted now`];
  if (reason === 'stale') return [`events that arrived from ${range} are too old to be counted`];
  return [
    `${errors.toLocaleString('en')} of ${messages.toLocaleString('en')} events that arrived from ${range} were not counted`,
    `count them: ${repair}`,
  ];
}

function contributionLines({ scope, byVasid, byCarrier }: Episode): string[] {
  const told = [...(scope.vasid === null ? byVasid : []), ...(scope.carrier === null ? byCarrier : [])];
  if (told.length === 0) return [];
  const parts = told.slice(0, MAX_CONTRIBUTIONS).map(({ value, share }) => `${value} = ${Math.round(share * 100)} %`);
  return [`of the increase: ${parts.join(', ')}`];
}

/** `0.04 %`, `12 %`: two digits that tell. */
function percentOf(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

function counted({ errors, messages }: Episode): string {
  return `${errors.toLocaleString('en')} of ${messages.toLocaleString('en')} submits failed`;
}

/** Whose job it is, and whether sending again helps. */
function adviceOn(code: number): string {
  const { actor, retry } = describeCode(code);
  return `${code} is a matter for ${ACTORS[actor] ?? actor}; ${RETRIES[retry] ?? 'nobody knows whether retrying helps'}`;
}

const ACTORS: Readonly<Record<string, string>> = {
  you: 'yourselves',
  provider: 'the provider',
  carrier: 'the carrier',
  'account-manager': 'your account manager at the provider',
};

const RETRIES: Readonly<Record<string, string>> = {
  yes: 'retrying later helps',
  no: 'retrying does not help',
  'after-fix': 'retrying helps only once it is mended',
};

function nameOfCode(code: number): string {
  const { text } = describeCode(code);
  return text === null ? String(code) : `${code} ${text}`;
}

function openingWord(reason: Reason): string {
  const words: Readonly<Record<Reason, string>> = {
    opened: 'ALERT',
    widened: 'WIDER',
    narrowed: 'NARROWER',
    escalated: 'WORSE',
    reminder: 'STILL',
    acknowledged: 'TAKEN ON',
    silenced: 'SILENCED',
    unsilenced: 'ALERT',
    'silence-ending': 'SILENCE ENDS SOON',
    'silence-expired': 'ALERT',
    hushed: 'QUIET',
    announced: 'ALERT',
    absorbed: 'PART OF A WIDER ONE',
    resolved: 'RESOLVED',
    accepted: 'ENDED',
    stale: 'ENDED',
    withdrawn: 'ENDED',
  };
  return words[reason];
}
