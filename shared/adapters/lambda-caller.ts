import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { FunctionCaller } from '../ports.ts';

const Failure = z.object({ errorType: z.optional(z.string()), errorMessage: z.optional(z.string()) });
const StreamAnswer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

/** Calls functions and waits for their answers. A function that works off a stream says in its answer what it could not. */
export function lambdaCaller(client: LambdaClient): FunctionCaller {
  return {
    async call(functionName, payload) {
      const answer = await client.send(
        new InvokeCommand({ FunctionName: functionName, Payload: new TextEncoder().encode(JSON.stringify(payload)) }),
      );
      const text = answer.Payload?.transformToString() ?? '';
      const body: unknown = text === '' ? null : JSON.parse(text);
      if (answer.FunctionError !== undefined) {
        const failure = z.safeParse(Failure, body);
        const { errorType = answer.FunctionError, errorMessage = '' } = failure.success ? failure.data : {};
        return `${errorType}: ${errorMessage}`;
      }
      const stream = z.safeParse(StreamAnswer, body);
      const failed = stream.success ? stream.data.batchItemFailures.length : 0;
      return failed === 0 ? null : `${failed} records failed; the others were taken`;
    },
  };
}
