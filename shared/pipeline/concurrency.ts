/** Calls under way at once; enough to hide the round trip, few enough not to be throttled for it. */
const AT_ONCE = 16;

/** Does the same with each value, some at once; throws the first error after which nothing new is begun. */
export async function eachAtOnce<T>(values: readonly T[], act: (value: T) => Promise<unknown>): Promise<void> {
  const queue = values.values();
  const work = async () => {
    for (const value of queue) await act(value);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, values.length) }, work));
}
