import type { DetectorState } from './finding.ts';
import { HEARD_MINUTES, MAX_LEARNED, SETTLED_MINUTES, type SignalKey } from './signal-minute.ts';
import { beginSilence, packSilence, type Silence, type SilenceStep, stepSilence, unpackSilence } from './silence.ts';

/** Something that is usually heard. */
export interface Heard {
  readonly countIn: (minute: number) => number;
  /** False where silence says nothing now. */
  readonly counts: boolean;
}

/** Something that is silent beyond what is usual, or was until now. */
export type SilentKey = Omit<SignalKey, 'code' | 'scope'> & { readonly name: string };

/** Steps what is heard, by its name, to a minute; what is not heard any more and not watched any more is forgotten. */
export function stepSilences(
  before: DetectorState,
  heard: ReadonlyMap<string, Heard>,
  minute: number,
): { readonly learned: Record<string, Uint8Array>; readonly keys: readonly SilentKey[] } {
  const learned: Record<string, Uint8Array> = {};
  const keys: SilentKey[] = [];
  for (const [name, { countIn, counts }] of [...heard].slice(0, MAX_LEARNED)) {
    const heardMinute = newestHeard(countIn, minute);
    const packed = before.learned?.[name];
    if (!packed && heardMinute === null) continue;
    const known = packed ? unpackSilence(packed) : beginSilence(minute);
    const settledMinute = minute - SETTLED_MINUTES;
    const settled = { minute: settledMinute, count: countIn(settledMinute) };
    const step = stepSilence(known, { minute, heardMinute, settled, counts });
    learned[name] = packSilence(step.state);
    const key = keyOf(known, step);
    if (key) keys.push({ name, ...key });
  }
  return { learned, keys };
}

function keyOf(before: Silence, { state, change }: SilenceStep): Omit<SilentKey, 'name'> | null {
  const told = state.firing ? state : before;
  if (!told.firing) return null;
  const { firing, missed } = told;
  return { sinceMinute: firing.sinceMinute, due: missed, missing: missed, change: change ?? 'continues' };
}

function newestHeard(countIn: Heard['countIn'], minute: number): number | null {
  for (let at = minute; at > minute - HEARD_MINUTES; at--) if (countIn(at) > 0) return at;
  return null;
}
