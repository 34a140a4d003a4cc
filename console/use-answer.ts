import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { ask } from './ask.ts';
import { NewsContext } from './context.ts';

/** What is known of a question: the last answer stays while the next is under way, so that nothing flickers. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  /** Why the last question has no answer; null where it has. */
  readonly problem: string | null;
}

/** Asks the API whenever the question changes or there is news. */
export function useAnswer<Shape extends z.ZodMiniType>(
  shape: Shape,
  path: string | null | undefined,
): Asked<z.output<Shape>> {
  return useAsked(
    path,
    useCallback((question: string) => ask(shape, question), [shape]),
  );
}

/**
 * The same where an answer is more than one of the API's.
 * @param answerTo the same function from one time to the next
 */
export function useAsked<Answer>(
  path: string | null | undefined,
  answerTo: (path: string) => Promise<Answer>,
): Asked<Answer> {
  const { nowMs, connection, asked: again } = useContext(NewsContext);
  const [asked, setAsked] = useState<Asked<Answer>>({ answer: null, problem: null });
  // News make the same question worth asking again.
  useEffect(() => {
    if (path == null) return;
    let isWanted = true;
    answerTo(path).then(
      (answer) => isWanted && setAsked({ answer, problem: null }),
      (error: Error) => isWanted && setAsked((before) => ({ ...before, problem: error.message })),
    );
    return () => {
      isWanted = false;
    };
  }, [answerTo, path, nowMs, connection, again]);
  return asked;
}
