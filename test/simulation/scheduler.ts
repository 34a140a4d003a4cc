/** A clock that stands still until everything that can run has run, then jumps to whatever was to happen next. */
export interface Scheduler {
  readonly nowMs: () => number;
  /** Resolves after so much simulated time; at one instant the first asked for comes first. */
  readonly sleep: (durationMs: number) => Promise<void>;
  /** Runs until nothing is left to happen. */
  readonly run: () => Promise<void>;
}

interface Wakening {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Starts a clock at an instant. All randomness lies in the lengths of the sleeps, so a seed decides every interleaving. */
export function startScheduler(startMs: number): Scheduler {
  const queue: Wakening[] = []; // the next one last
  let nowMs = startMs;
  const insert = (wakening: Wakening) => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((queue[middle]?.atMs ?? 0) > wakening.atMs) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, wakening);
  };
  return {
    nowMs: () => nowMs,
    sleep: (durationMs) => new Promise((wake) => insert({ atMs: nowMs + durationMs, wake })),
    async run() {
      await everythingThatCanRun();
      for (let next = queue.pop(); next; next = queue.pop()) {
        nowMs = next.atMs;
        next.wake();
        await everythingThatCanRun();
      }
    },
  };
}

/** An immediate comes after all promises that are settled, and those that they settle. */
function everythingThatCanRun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
