import { formatMinute } from '#shared/domain/time.ts';
import type { Redriven } from '#shared/pipeline/redrive.ts';
import { pc } from './colours.ts';
import { count } from './tables.ts';

const WORDS: Readonly<Record<Redriven['outcome'], string>> = {
  done: 'done',
  'would-be-called': 'to be redriven',
  'fails-again': 'fails again',
  'no-payload': 'kept without its payload; backfill the time around it',
  'answered-otherwise': 'a request of CloudFormation, which is over; deploy again',
  unreadable: 'no failed call; somebody else has put it there, or redriven it',
};

/** `2026-11-23T10:42Z  ingest  RetriesExhausted  PayloadError: …  done`. */
export function redrivenLine({ name, call, outcome, error }: Redriven): string {
  const paint = outcome === 'done' ? pc.green : outcome === 'fails-again' ? pc.red : pc.yellow;
  const told = paint(error === undefined ? WORDS[outcome] : `${WORDS[outcome]}: ${error}`);
  if (!call) return `${name}  ${told}`;
  const parts = [formatMinute(call.failedMs), shortName(call.functionName), call.condition, call.error];
  return `${parts.filter((part) => part !== '').join('  ')}  ${told}`;
}

/** How many there were of each outcome. */
export function redriveSummary(counts: ReadonlyMap<string, number>): string {
  const parts = Object.entries(WORDS)
    .filter(([outcome]) => counts.has(outcome))
    .map(([outcome, words]) => `${count(counts.get(outcome) ?? 0)} ${words}`);
  return parts.length === 0 ? 'The failure store is empty.' : parts.join('\n');
}

/** The name in an ARN of a function, without its version. */
function shortName(functionName: string): string {
  return functionName.split(':')[6] ?? functionName;
}
