import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { type ArrivedLeaves, NOTHING_ARRIVED } from './arrived-leaves.ts';

/** The last minutes of leaves. */
export interface LeafWindow {
  /** Adds the next minute; the oldest goes. */
  readonly add: (minute: number, arrived: ArrivedLeaves) => void;
  readonly submitsIn: (minute: number) => readonly LeafMinute[];
  readonly reportsIn: (minute: number) => readonly LeafMinute[];
  /** Those of all minutes. */
  readonly all: (of: keyof ArrivedLeaves) => readonly LeafMinute[];
}

/** Holds so many minutes. */
export function startWindow(minutes: number): LeafWindow {
  const byMinute = new Map<number, ArrivedLeaves>();
  return {
    add(minute, arrived) {
      byMinute.set(minute, arrived);
      for (const at of byMinute.keys()) {
        if (at > minute - minutes) break;
        byMinute.delete(at);
      }
    },
    submitsIn: (minute) => (byMinute.get(minute) ?? NOTHING_ARRIVED).submits,
    reportsIn: (minute) => (byMinute.get(minute) ?? NOTHING_ARRIVED).reports,
    all: (of) => [...byMinute.values()].flatMap((arrived) => arrived[of]),
  };
}
