import type { SlackAction } from '../domain/message/slack/actions.ts';
import { HOUR_MS } from '../domain/time.ts';
import { type AcknowledgePorts, acknowledge } from './acknowledge.ts';
import { type SilencePorts, silence, unsilence } from './silence.ts';

/** What pressing a button needs. */
export type PressPorts = AcknowledgePorts & SilencePorts;

/** What is written of a silence that a button asks for. */
const REASON = 'asked for in Slack';
const DURATIONS: Readonly<Partial<Record<SlackAction, number | null>>> = {
  'silence-1h': HOUR_MS,
  'silence-4h': 4 * HOUR_MS,
  'silence-until-resolved': null,
};

/** Does what a button says, for whoever pressed it; gives what came of it in words for that person. */
export async function press(
  { action, episodeId, who }: { readonly action: SlackAction; readonly episodeId: string; readonly who: string },
  nowMs: number,
  ports: PressPorts,
): Promise<string> {
  if (action === 'acknowledge') return takeOn(episodeId, who, nowMs, ports);
  if (action === 'unsilence') {
    const ended = await unsilence(episodeId, who, nowMs, ports);
    return ended.length === 0 ? 'No silence is in force on it.' : 'The silence is over: what goes on is told again.';
  }
  const durationMs = DURATIONS[action] ?? null;
  const outcome = await silence({ matcher: { episodeId }, author: who, reason: REASON, durationMs }, nowMs, ports);
  if ('refused' in outcome) return `It was not silenced: ${outcome.refused}.`;
  return durationMs === null
    ? 'Silenced until it is resolved. It goes on being recorded.'
    : `Silenced for ${durationMs / HOUR_MS} h. It goes on being recorded.`;
}

async function takeOn(episodeId: string, who: string, nowMs: number, ports: AcknowledgePorts): Promise<string> {
  const change = await acknowledge(episodeId, who, nowMs, ports);
  if (change.outcome === 'unknown') return `There is no episode ${episodeId}.`;
  if (change.outcome === 'changed') return 'You have taken it on; others are told, and reminders stop.';
  const { state, acknowledgedBy } = change.episode;
  return state === 'resolved' ? 'It is over already.' : `${acknowledgedBy?.who ?? 'Somebody'} has taken it on already.`;
}
