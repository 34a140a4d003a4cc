import type { KinesisStreamBatchItemFailure, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { PayloadError } from '#shared/adapters/cloudwatch-logs/decode.ts';
import { ingestPayload } from './pipeline.ts';

/**
 * Deliveries that come through a stream, several batches at once. What fails and all after it come again, which changes
 * nothing for those that were stored. A record that is no delivery holds up none that is.
 */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const batchItemFailures: KinesisStreamBatchItemFailure[] = [];
  for (const { kinesis } of event.Records) {
    try {
      await ingestPayload(kinesis.data);
    } catch (error) {
      batchItemFailures.push({ itemIdentifier: kinesis.sequenceNumber });
      // The cause is left out, since it may quote what it could not read.
      const told = error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error';
      console.error({ message: 'a record could not be ingested', sequenceNumber: kinesis.sequenceNumber, error: told });
      if (!(error instanceof PayloadError)) break;
    }
  }
  return { batchItemFailures };
}
