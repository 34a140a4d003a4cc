/** A stretch of time; one that is not over reaches as far as anything. */
interface Stretch {
  readonly sinceMs: number;
  readonly resolvedMs: number | null;
}

/** Gives each stretch the first lane in which none before it overlaps; stretches come by their beginning. */
export function lanesOf(stretches: readonly Stretch[]): number[] {
  const endsMs: number[] = [];
  return stretches.map(({ sinceMs, resolvedMs }) => {
    const free = endsMs.findIndex((endMs) => endMs <= sinceMs);
    const lane = free === -1 ? endsMs.length : free;
    endsMs[lane] = resolvedMs ?? Number.POSITIVE_INFINITY;
    return lane;
  });
}
