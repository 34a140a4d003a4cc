import { MINUTE_MS } from '../time.ts';
import type { LeafCount } from './fleet.ts';
import type { LeafMinute } from './window.ts';

/** What was taken of a minute of events so far. */
export interface TakenMinute {
  readonly minute: number;
  readonly messages: number;
  readonly errors: ReadonlyMap<number, number>;
}

/** Minutes for which lines may come late and still be judged; what comes later is in the tables alone. */
export const ARRIVAL_MINUTES = 30;

/** What arrived since the last step, and what has been taken with it. */
export interface Arrived {
  readonly counted: Omit<LeafCount, 'vasid' | 'carrier'>;
  readonly taken: readonly TakenMinute[];
}

/**
 * What the counts of the last half hour hold beyond what a leaf has taken of them: each late line is judged once, when it comes,
 * and a step that is made again finds nothing new. Counts that shrank, as those of a mended parser do, take nothing back.
 * @param now the leaf's minutes, as they are counted at present
 * @param minute the minute stepped to; later ones wait
 */
export function arrivedSince(taken: readonly TakenMinute[], now: readonly LeafMinute[], minute: number): Arrived {
  const window = (of: number) => of <= minute && of > minute - ARRIVAL_MINUTES;
  const after = new Map(taken.filter((of) => window(of.minute)).map((of) => [of.minute, of]));
  const errors = new Map<number, number>();
  let messages = 0;
  for (const leaf of now) {
    const ofMinute = Math.floor(leaf.startMs / MINUTE_MS);
    if (!window(ofMinute)) continue;
    const known = after.get(ofMinute) ?? { minute: ofMinute, messages: 0, errors: new Map<number, number>() };
    const most = new Map(known.errors);
    for (const [code, count] of leaf.errors) {
      const more = count - (known.errors.get(code) ?? 0);
      if (more <= 0) continue;
      errors.set(code, (errors.get(code) ?? 0) + more);
      most.set(code, count);
    }
    messages += Math.max(0, leaf.messages - known.messages);
    after.set(ofMinute, { minute: ofMinute, messages: Math.max(leaf.messages, known.messages), errors: most });
  }
  return { counted: { messages: Math.max(messages, sumOf(errors)), errors }, taken: [...after.values()] };
}

function sumOf(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
