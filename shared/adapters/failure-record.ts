import * as z from 'zod/mini';
import type { FailedCall } from '../domain/failed-call.ts';

/**
 * What Lambda writes to a bucket for a call that has failed for good: of an asynchronous call with `requestPayload`, of records
 * of a stream with `payload`, which is the event as text
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html, …/services-dynamodb-errors.html).
 */
const FailureRecord = z.object({
  timestamp: z.string(),
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.optional(z.unknown()),
  payload: z.optional(z.unknown()),
  responsePayload: z.optional(
    z.nullable(z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) })),
  ),
});

const MOST_ERROR_CHARACTERS = 200;

/** Reads what Lambda has kept; null where it is something else. */
export function parseFailureRecord(text: string): FailedCall | null {
  const read = z.safeParse(FailureRecord, parseJson(text));
  if (!read.success) return null;
  const { timestamp, requestContext, requestPayload, payload, responsePayload } = read.data;
  const { errorType, errorMessage } = responsePayload ?? {};
  return {
    functionName: requestContext.functionArn,
    failedMs: Date.parse(timestamp),
    condition: requestContext.condition,
    error: [errorType, errorMessage]
      .filter((part) => part !== undefined)
      .join(': ')
      .slice(0, MOST_ERROR_CHARACTERS),
    payload: requestPayload ?? (typeof payload === 'string' ? parseJson(payload) : payload),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // and then it is no record
  }
}
