import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { ingestPayload } from './pipeline.ts';

/**
 * Deliveries that come through a stream, several batches at once. What fails and all after it come again, which changes
 * nothing for those that were stored; those behind a record that never can be are so counted without waiting for its end.
 */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const batchItemFailures = [];
  for (const { kinesis } of event.Records) {
    try {
      await ingestPayload(kinesis.data);
    } catch (error) {
      console.error({ message: 'a record could not be ingested', sequenceNumber: kinesis.sequenceNumber, error });
      batchItemFailures.push({ itemIdentifier: kinesis.sequenceNumber });
    }
  }
  return { batchItemFailures };
}
