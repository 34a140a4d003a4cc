import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until the answer is neither false, null nor undefined, and returns it.
 * @throws where it has not come in time; `what` says what was waited for
 */
export async function waitUntil<T>(
  what: string,
  { withinSeconds }: { readonly withinSeconds: number },
  ask: () => Promise<T | false | null | undefined>,
): Promise<T> {
  const endMs = Date.now() + withinSeconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (Date.now() > endMs) throw new Error(`waited ${withinSeconds} s in vain until ${what}`);
    await pause(1000);
  }
}
