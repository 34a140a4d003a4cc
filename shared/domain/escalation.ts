import { type Catalogue, describeCode } from './catalogue.ts';
import type { Actor, CodeEntry } from './catalogue-entry.ts';
import { type Episode, isOngoing } from './episode.ts';
import { describeWhom } from './message/whom.ts';
import type { Sample } from './sample.ts';
import { contains } from './scope.ts';
import { formatDuration, formatMinute } from './time.ts';

/** What a letter says beside its episode. */
export interface EscalationFacts {
  /** Of failed messages; those of the episode's codes and scope are told, ten at most. */
  readonly samples: readonly Sample[];
  readonly catalogue: Catalogue;
  readonly nowMs: number;
}

const MOST_SAMPLES = 10;

/** Who is written to, by whose matter the first code is, and what is asked of them. */
const ADDRESSEES: Readonly<Record<Actor, { readonly name: string; readonly ask: string }>> = {
  'account-manager': {
    name: 'our account manager',
    ask: 'Please check the account and its provisioning for these services, and tell us what has to be changed, by whom and until when.',
  },
  provider: {
    name: 'the support of the MMS provider',
    ask: 'Please tell us what fails on your side, and when it will work again.',
  },
  carrier: {
    name: 'the carrier',
    ask: 'Please tell us whether this is known on your side, and when it will work again.',
  },
  you: {
    name: 'the support of the MMS provider',
    ask: 'Please tell us what you see on your side of these requests, and whether something was changed.',
  },
  nobody: {
    name: 'the support of the MMS provider',
    ask: 'Please tell us what you see on your side of these requests.',
  },
};

/**
 * A letter about an episode for the account manager, the provider or the carrier: what fails, for whom, since when in UTC, how many
 * of how many, and messages by which they find it. The first line is the subject. It holds no phone number and no line of a log.
 */
export function escalationLetter(episode: Episode, { samples, catalogue, nowMs }: EscalationFacts): string {
  const codes = episode.codes.map((code) => describeCode(code, catalogue));
  const { name, ask } = ADDRESSEES[codes[0]?.actor ?? 'provider'];
  const what = codes.map(nameOf).join(', ');
  const facts = [
    ['Who', describeWhom(episode)],
    ['Began', formatMinute(episode.sinceMs)],
    ['State', stateOf(episode, nowMs)],
    [
      'Failed',
      `${number(episode.errors)} of ${number(episode.messages)} submits in that time, ${percent(episode.errors / Math.max(1, episode.messages))}`,
    ],
    ['Usual', `${percent(episode.usualShare)} before`],
    ...codes.map((code): [string, string] => [
      `Code ${code.code}`,
      code.details ?? code.text ?? 'not in the published list',
    ]),
    ['Reference', episode.id],
  ];
  return [
    `Subject: MM7 submits fail with ${what}: ${describeWhom(episode)}, since ${formatMinute(episode.sinceMs)}`,
    '',
    `To ${name}`,
    '',
    `Since ${formatMinute(episode.sinceMs)} submits of ours over MM7 are answered with ${what}.`,
    '',
    ...facts.map(([label = '', text = '']) => `${`${label}:`.padEnd(11)} ${text}`),
    '',
    ...sampleLines(episode, samples),
    ask,
    '',
    'All times are UTC.',
  ].join('\n');
}

function stateOf({ state, resolvedMs, sinceMs }: Episode, nowMs: number): string {
  if (isOngoing({ state }) || resolvedMs === null)
    return `still failing at ${formatMinute(nowMs)}, for ${formatDuration(nowMs - sinceMs)}`;
  return `over at ${formatMinute(resolvedMs)}, after ${formatDuration(resolvedMs - sinceMs)}`;
}

function sampleLines({ codes, scope }: Episode, samples: readonly Sample[]): string[] {
  const told = samples.filter((sample) => codes.includes(sample.code) && contains(scope, sample)).slice(-MOST_SAMPLES);
  if (told.length === 0) return [];
  const line = ({ atMs, code, vasid, carrier, transactionId, messageId }: Sample) =>
    [
      formatMinute(atMs),
      String(code),
      `TransactionID ${transactionId ?? '-'}`,
      `MessageID ${messageId ?? '-'}`,
      ...(vasid === null ? [] : [`service ${vasid}`]),
      ...(carrier === null ? [] : [`carrier ${carrier}`]),
    ].join('  ');
  return ['Some of the messages:', ...told.map((sample) => `  ${line(sample)}`), ''];
}

function nameOf({ code, text }: CodeEntry): string {
  return text === null ? String(code) : `${code} ${text}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
