import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogWriter } from '../../ports.ts';

/**
 * Writes to one log stream, which is made when it is not there.
 * @param client one that tries once only, since a line whose reply was lost may have been written
 */
export function logWriter(
  client: CloudWatchLogsClient,
  stream: { readonly logGroupName: string; readonly logStreamName: string },
): LogWriter {
  return {
    async write(message, atMs) {
      const put = new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: atMs, message }] });
      try {
        await client.send(put);
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
        await client.send(new CreateLogStreamCommand(stream));
        await client.send(put);
      }
    },
  };
}
