import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { logWriter } from '#shared/adapters/cloudwatch-logs/log-writer.ts';
import { dynamoCanaryStore } from '#shared/adapters/dynamodb/canary.ts';
import type { Table } from '#shared/adapters/dynamodb/table.ts';
import { CANARY_STREAM } from '#shared/config/names.ts';
import { singCanary } from '#shared/pipeline/canary.ts';

/** Writes this minute's line to a log group that is read. */
export async function writeCanary(logGroupName: string, table: Table): Promise<void> {
  const log = logWriter(new CloudWatchLogsClient({ maxAttempts: 1 }), { logGroupName, logStreamName: CANARY_STREAM });
  await singCanary(Date.now(), { lines: dynamoCanaryStore(table), log });
}
