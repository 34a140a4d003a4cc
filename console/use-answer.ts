import { useContext, useEffect, useState } from 'preact/hooks';
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
  const { nowMs, connection, asked: again } = useContext(NewsContext);
  const [asked, setAsked] = useState<Asked<z.output<Shape>>>({ answer: null, problem: null });
  // News make the same question worth asking again.
  useEffect(() => {
    if (path == null) return;
    let isWanted = true;
    ask(shape, path).then(
      (answer) => isWanted && setAsked({ answer, problem: null }),
      (error: Error) => isWanted && setAsked((before) => ({ ...before, problem: error.message })),
    );
    return () => {
      isWanted = false;
    };
  }, [shape, path, nowMs, connection, again]);
  return asked;
}
