import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { ingestPayload } from './pipeline.ts';

/**
 * Deliveries that come through a stream, several batches at once. The first that fails and all after it come again; those
 * that were stored and come again change nothing.
 */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  for (const { kinesis } of event.Records) {
    try {
      await ingestPayload(kinesis.data);
    } catch (error) {
      console.error({ message: 'a record could not be ingested', sequenceNumber: kinesis.sequenceNumber, error });
      return { batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
