import type { CloudWatchLogsEvent } from 'aws-lambda';
import { ingestPayload } from './pipeline.ts';

/** Deliveries of subscription filters, one batch each. */
export async function handler(event: CloudWatchLogsEvent): Promise<void> {
  await ingestPayload(event.awslogs.data);
}
