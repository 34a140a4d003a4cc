import { parseCounterKey } from '../counter-key.ts';
import type { Rollup } from '../roll.ts';
import { contains, type Scope } from '../scope.ts';

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
  const leaves = new Map<string, { startMs: number; scope: Scope; messages: number; errors: Map<number, number> }>();
  for (const rollup of rollups) {
    for (const [key, count] of rollup.counts) {
      const { vasid, carrier, kind, outcome } = parseCounterKey(key);
      if (kind !== 'submit' || outcome === '') continue;
      const name = `${rollup.startMs}|${vasid ?? ''}|${carrier ?? ''}`;
      const leaf = leaves.get(name) ?? {
        startMs: rollup.startMs,
        scope: { vasid, carrier },
        messages: 0,
        errors: new Map<number, number>(),
      };
      leaves.set(name, leaf);
      leaf.messages += count;
      if (outcome !== SUCCESS) leaf.errors.set(Number(outcome), (leaf.errors.get(Number(outcome)) ?? 0) + count);
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
