/** Batches of one generation; two generations are kept, so what is told below takes some 60 MB at most. */
const PER_GENERATION = 250_000;

/**
 * Remembers batches: says of each whether it is new. It forgets the oldest, and never one of the last 250,000, so that memory
 * does not grow with the input; deliveries are repeated within minutes, seldom hours.
 */
export function startRemembering(): (batch: string) => boolean {
  let recent = new Set<string>();
  let older = new Set<string>();
  return (batch) => {
    if (recent.has(batch) || older.has(batch)) return false;
    if (recent.size >= PER_GENERATION) {
      older = recent;
      recent = new Set();
    }
    recent.add(batch);
    return true;
  };
}
