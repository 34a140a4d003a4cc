/** A call of a function that has failed for good, as it was kept. */
export interface FailedCall {
  /** Name or ARN of the function that was called. */
  readonly functionName: string;
  readonly failedMs: number;
  /** Why it was given up, as in `RetriesExhausted`. */
  readonly condition: string;
  /** Type and message of the last error; empty where none was kept. */
  readonly error: string;
  /** The event that the function was called with; undefined where it was not kept. */
  readonly payload: unknown;
}

/** Whether a failed call may be made once more, or why it may not. */
export type Redrivable = 'yes' | 'no-payload' | 'answered-otherwise';

/**
 * Decides whether a call may be made once more. All functions may be called twice with the same event; only what CloudFormation
 * asked for is over, since it has long taken silence for an answer, and a deletion that came late would undo what was deployed.
 */
export function isRedrivable({ payload }: Pick<FailedCall, 'payload'>): Redrivable {
  if (typeof payload !== 'object' || payload === null) return 'no-payload';
  return 'RequestType' in payload && 'ResponseURL' in payload ? 'answered-otherwise' : 'yes';
}
