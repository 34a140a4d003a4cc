import { ALTERNATIVES } from '#shared/domain/detect/evidence.ts';
import { signalOf } from '#shared/domain/detect/signal.ts';
import { textOf } from '#shared/domain/message/text.ts';
import { formatMinute, formatTimeOfDay } from '#shared/domain/time.ts';
import type { ReckonedMinute, Reckoning } from '../local/backtest/why.ts';
import { pc } from './colours.ts';
import { render } from './tables.ts';

/** The reckoning of an episode: what it is, then a line a minute. */
export function reckoningText({ episode, code, minutes }: Reckoning): string {
  const { title, lines } = textOf({ id: episode.id, reason: 'opened', episode });
  const head = [
    'UTC',
    signalOf(code) === 'delivery' ? 'reports' : 'submits',
    signalOf(code) === 'delivery' ? 'failed' : String(code),
    'expected',
    'usual up to',
    ...ALTERNATIVES.map(({ name }) => name),
    'over?',
  ];
  const evidence = episode.evidence ? `opened on: ${episode.evidence.alternative}` : '';
  return [
    pc.bold(title),
    ...lines,
    evidence,
    '',
    `Minute by minute from ${formatMinute(minutes[0]?.minuteStartMs ?? episode.sinceMs)}; evidence beyond 12 or so opens, 3 says that it is over:`,
    render(head, minutes.map(rowOf), { right: [1, 2, 3, 4, 5, 6, 7, 8, 9], shrink: [] }),
  ].join('\n');
}

function rowOf({ minuteStartMs, messages, errors, expected, plausible, scores, recovery }: ReckonedMinute): string[] {
  const paint = errors > plausible ? pc.yellow : String;
  const evidence = ALTERNATIVES.map((_, at) =>
    scores.length === 0 && recovery !== null ? pc.red('firing') : number(scores[at] ?? 0),
  );
  return [
    formatTimeOfDay(minuteStartMs),
    String(messages),
    paint(String(errors)),
    number(expected),
    number(plausible),
    ...evidence,
    recovery === null ? '' : number(recovery),
  ];
}

/** Two digits that tell. */
function number(value: number): string {
  return String(Number(value.toPrecision(2)));
}
