import { describeReportStatus } from '../catalogue.ts';
import { type Counted, parseCounterKey } from '../counter-key.ts';
import type { Rollup } from '../roll.ts';
import { contains, type Scope } from '../scope.ts';
import { SIGNAL_CODES } from './signal.ts';

/** Submits and errors of one service at one carrier in one minute; a dimension the log did not tell is null. */
export interface LeafMinute {
  readonly startMs: number;
  readonly vasid: string | null;
  readonly carrier: string | null;
  /** Submits answered, successes too. */
  readonly messages: number;
  /** Status code → answers; successes left out. */
  readonly errors: ReadonlyMap<number, number>;
}

/** Messages and errors of one code, added over leaves and minutes. */
export interface Tally {
  readonly messages: number;
  readonly errors: number;
}

const SUCCESS = '1000';

/** Reads the leaves of rollups of the dimension `leaves`: what detection looks at. */
export function leafMinutesOf(rollups: Iterable<Rollup>): LeafMinute[] {
  return leavesIn(rollups, ({ kind, outcome }) => {
    if (kind !== 'submit' || outcome === '') return null;
    return outcome === SUCCESS ? NO_ERROR : Number(outcome);
  });
}

/** Reads final delivery reports of the same rollups: the reports are the messages, those that say it failed the errors. */
export function reportMinutesOf(rollups: Iterable<Rollup>): LeafMinute[] {
  return leavesIn(rollups, ({ kind, outcome }) => (kind === 'delivery-report' ? errorOfReport(outcome) : null));
}

/** What a report's status says; null where another report of the message follows. */
export function errorOfReport(status: string): number | null {
  const entry = describeReportStatus(status);
  if (!entry?.final) return null;
  return entry.group === 'failed' ? SIGNAL_CODES.delivery : NO_ERROR;
}

/** Stands for an answer that is no error. */
export const NO_ERROR = 0;

function leavesIn(rollups: Iterable<Rollup>, errorOf: (counted: Counted) => number | null): LeafMinute[] {
  const leaves = new Map<string, { startMs: number; scope: Scope; messages: number; errors: Map<number, number> }>();
  for (const rollup of rollups) {
    for (const [key, count] of rollup.counts) {
      const counted = parseCounterKey(key);
      const error = errorOf(counted);
      if (error === null) continue;
      const { vasid, carrier } = counted;
      const name = `${rollup.startMs}|${vasid ?? ''}|${carrier ?? ''}`;
      const leaf = leaves.get(name) ?? {
        startMs: rollup.startMs,
        scope: { vasid, carrier },
        messages: 0,
        errors: new Map<number, number>(),
      };
      leaves.set(name, leaf);
      leaf.messages += count;
      if (error !== NO_ERROR) leaf.errors.set(error, (leaf.errors.get(error) ?? 0) + count);
    }
  }
  return [...leaves.values()].map(({ startMs, scope, messages, errors }) => ({ startMs, ...scope, messages, errors }));
}

/** Adds what lies in a scope and in the half-open range from–to. */
export function tally(
  leaves: Iterable<LeafMinute>,
  code: number,
  range: { readonly scope: Scope; readonly fromMs: number; readonly toMs: number },
): Tally {
  let messages = 0;
  let errors = 0;
  for (const leaf of leaves) {
    if (leaf.startMs < range.fromMs || leaf.startMs >= range.toMs || !contains(range.scope, leaf)) continue;
    messages += leaf.messages;
    errors += leaf.errors.get(code) ?? 0;
  }
  return { messages, errors };
}

/** Errors as a share of messages, 0–1; 0 where there are none. */
export function shareOf({ messages, errors }: Tally): number {
  return messages === 0 ? 0 : errors / messages;
}
