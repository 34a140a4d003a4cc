import { type FailedCall, isRedrivable } from '../domain/failed-call.ts';
import type { FailureStore, FunctionCaller } from '../ports.ts';

/** What redrive needs. */
export interface RedrivePorts {
  readonly failures: FailureStore;
  readonly functions: FunctionCaller;
}

/** What became of one failed call. */
export interface Redriven {
  readonly name: string;
  /** Null where what was kept is no failed call. */
  readonly call: FailedCall | null;
  readonly outcome: 'done' | 'would-be-called' | 'fails-again' | 'no-payload' | 'answered-otherwise' | 'unreadable';
  /** Of the call that failed again. */
  readonly error?: string;
}

/**
 * Calls functions once more with what they failed on, and forgets each call that went well: first the call, then the removal,
 * so that a crash in between makes the call once more, which changes nothing.
 * @param isDryRun tells what would be done and does nothing
 */
export async function* redrive(
  { isDryRun }: { readonly isDryRun: boolean },
  { failures, functions }: RedrivePorts,
): AsyncGenerator<Redriven> {
  for (const name of await failures.list()) {
    const call = await failures.read(name);
    if (!call) {
      yield { name, call, outcome: 'unreadable' };
      continue;
    }
    const redrivable = isRedrivable(call);
    if (redrivable !== 'yes') yield { name, call, outcome: redrivable };
    else if (isDryRun) yield { name, call, outcome: 'would-be-called' };
    else {
      const error = await functions.call(call.functionName, call.payload);
      if (error === null) await failures.remove(name);
      yield error === null ? { name, call, outcome: 'done' } : { name, call, outcome: 'fails-again', error };
    }
  }
}
